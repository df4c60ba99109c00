package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;

/** What a patient who moves the only visit he may have is offered. */
@ClinicTest
class MoveListsTest {

    private static final Instant NINE = Instant.parse("2026-12-10T09:00:00Z");

    @Autowired
    private Appointments appointments;

    @Autowired
    private Availability availability;

    @Autowired
    private Directory directory;

    @Autowired
    private Patients patients;

    @Autowired
    private MoveController pages;

    @Test
    void aTimeThatTheVisitItselfStandsInCanBePicked() {
        var clinic = new SampleClinic(directory, patients, availability);
        Location london = clinic.location("Europe/London");
        AppointmentType type = clinic.instantType(30);
        directory.changePolicy(clinic.admin(), PolicyScope.of(type.id()), Map.of(PolicyRule.MAX_OPEN_PER_PATIENT, 1));
        DoctorId doctor =
                clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "12:00", Duration.ofMinutes(15)), type.id());
        PatientId id = clinic.patient();
        Actor patient = clinic.as(id);
        AppointmentView visit = ((Done) appointments.book(
                        patient, new Booking(null, doctor, london.id(), type.id(), NINE, null, null, null)))
                .appointment();
        String overlapping = new PickedTime(doctor, london.id(), NINE.plus(Duration.ofMinutes(15))).toString();

        var response = new MockHttpServletResponse();
        var list = new ExtendedModelMap();
        pages.look(
                patient,
                visit.id().value(),
                new Narrowed(null, null, null),
                null,
                LocalDate.of(2026, 12, 10),
                null,
                false,
                list,
                response);
        var confirmation = new ExtendedModelMap();
        pages.confirm(patient, visit.id().value(), overlapping, new Narrowed(null, null, null), confirmation, response);

        assertThat(String.valueOf(list.get("view"))).contains(overlapping);
        assertThat(confirmation).containsKey("panel").doesNotContainKey("conflict");
        assertThat(response.getStatus()).isEqualTo(200);
    }
}
