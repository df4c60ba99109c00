package clinic.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Availability;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.PatientBlocked;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A record is kept and not used. */
@ClinicTest
class RestrictionTest {

    private static final Instant DAY_AFTER = TestClock.START.plus(Duration.ofDays(2));

    @Autowired
    Restrictions restrictions;

    @Autowired
    Patients patients;

    @Autowired
    Appointments appointments;

    @Autowired
    Availability availability;

    @Autowired
    Directory directory;

    @Autowired
    TestClock clock;

    private SampleClinic clinic;
    private Actor admin;
    private Location place;
    private AppointmentType type;
    private DoctorId doctor;
    private PatientId patient;

    @BeforeEach
    void aDoctorAtWork() {
        clinic = new SampleClinic(directory, patients, availability);
        admin = clinic.admin();
        place = clinic.location("Europe/London");
        type = clinic.instantType(30);
        doctor = clinic.doctor(place.id(), "08:00", "18:00", type.id());
        patient = clinic.patient();
    }

    private BookingOutcome books(Actor by, Instant start) {
        return appointments.book(
                by,
                new Booking(
                        by.is(Actor.Role.PATIENT) ? null : patient,
                        doctor,
                        place.id(),
                        type.id(),
                        start,
                        null,
                        null,
                        null));
    }

    @Test
    void nobodyBooksForWhoseRecordIsRestrictedAndVisitsThatStandGoOn() {
        AppointmentView stands = ((Done) books(admin, DAY_AFTER)).appointment();

        Patient restricted = restrictions.restrict(admin, patient, "The date of birth is contested");

        assertThat(restricted.restriction()).isNotNull();
        assertThat(books(admin, DAY_AFTER.plusSeconds(7200))).isInstanceOf(PatientBlocked.class);
        assertThat(books(clinic.as(patient), DAY_AFTER.plusSeconds(7200))).isInstanceOf(PatientBlocked.class);
        clock.set(DAY_AFTER.plusSeconds(600));
        assertThat(appointments.complete(clinic.as(doctor), stands.id(), Change.anyVersion()))
                .isInstanceOf(Done.class);
    }

    @Test
    void nobodyButThePatientChangesWhatItSays() {
        restrictions.restrict(admin, patient, "The date of birth is contested");

        assertThatThrownBy(() -> patients.change(admin, patient, new NewPatient("Other", null, null, null)))
                .isInstanceOf(Invalid.class);
        assertThat(patients.change(clinic.as(patient), patient, new NewPatient("Corrected", null, null, null))
                        .name())
                .isEqualTo("Corrected");
    }

    @Test
    void itEndsAWeekAfterThePatientWasTold() {
        restrictions.restrict(admin, patient, "A claim");

        assertThat(restrictions.end(admin, patient).restriction()).isNotNull();
        assertThat(books(admin, DAY_AFTER)).isInstanceOf(PatientBlocked.class);

        clock.advance(Restrictions.NOTICE);
        assertThat(patients.patient(admin, patient).restriction()).isNull();
        assertThat(books(admin, DAY_AFTER.plus(Duration.ofDays(8)))).isInstanceOf(Done.class);
    }

    @Test
    void nobodyTakesTheRecordAway() {
        restrictions.restrict(admin, patient, "A claim");

        assertThatThrownBy(() -> patients.remove(admin, patient)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> patients.erase(admin, patient)).isInstanceOf(Invalid.class);
        assertThat(patients.patient(admin, patient).erased()).isFalse();
    }

    @Test
    void whatIsRestrictedAnewIsRestrictedFromThen() {
        Instant first = restrictedSince(restrictions.restrict(admin, patient, "A claim"));
        clock.advance(Duration.ofHours(1));
        assertThat(restrictedSince(restrictions.restrict(admin, patient, "The same claim")))
                .isEqualTo(first);
        restrictions.end(admin, patient);
        clock.advance(Restrictions.NOTICE);

        assertThat(restrictedSince(restrictions.restrict(admin, patient, "Another claim")))
                .isEqualTo(clock.instant());
    }

    private static Instant restrictedSince(Patient patient) {
        return Objects.requireNonNull(patient.restriction()).since();
    }

    @Test
    void onlyAdminsRestrictAndOnlyWithAReason() {
        assertThatThrownBy(() -> restrictions.restrict(clinic.as(doctor), patient, "Because"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> restrictions.restrict(admin, patient, " ")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> restrictions.end(admin, patient)).isInstanceOf(NotFound.class);
    }
}
