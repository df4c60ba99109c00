package clinic.availability.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Availability;
import clinic.availability.Hold;
import clinic.availability.HoldOutcome.Held;
import clinic.availability.HoldRequest;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ClinicTest
class HoldTidyingTest {

    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");

    @Autowired
    private Availability availability;

    @Autowired
    private Directory directory;

    @Autowired
    private Patients patients;

    @Autowired
    private HoldTidying tidying;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @Test
    void aHoldThatExpiredLongAgoIsThrownAwayWithItsTimeAndNoOther() {
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        Location place = clinic.location("Europe/London");
        AppointmentType type = clinic.instantType(30);
        DoctorId doctor = clinic.doctor(place.id(), "09:00", "17:00", type.id());
        PatientId early = clinic.patient();
        PatientId late = clinic.patient();
        HoldRequest wanted = new HoldRequest(null, doctor, place.id(), type.id(), TEN, null);
        Hold old = ((Held) availability.hold(clinic.as(early), wanted)).hold();
        clock.advance(Duration.ofMinutes(66));
        Hold live = ((Held) availability.hold(
                        clinic.as(late),
                        new HoldRequest(null, doctor, place.id(), type.id(), TEN.plus(Duration.ofHours(1)), null)))
                .hold();

        tidying.tidy();

        assertThatThrownBy(() -> availability.hold(clinic.as(early), old.id())).isInstanceOf(NotFound.class);
        assertThat(availability.hold(clinic.as(late), live.id()).isLive(clock.instant()))
                .isTrue();
        assertThat(database.behindTheWalls()
                        .sql("select count(*) from doctor_time where doctor_id = :doctor")
                        .param("doctor", doctor.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
