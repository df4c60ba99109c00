package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.testing.SampleClinic;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where somebody forgets what a row policy is for and lets all of a role see every appointment, the use cases do not. */
class ForgottenPolicyTest extends BookingScene {

    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final List<String> ROLES = List.of("clinic_patient", "clinic_doctor");

    @Autowired
    private TestDatabase database;

    private AppointmentId anns;
    private PatientId ben;
    private DoctorId another;

    @BeforeEach
    void somebodysVisitAndACarelessPolicy() {
        AppointmentType type = clinic.type(30, 0, 15, true, false);
        DoctorId doctor =
                clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "17:00", Duration.ofMinutes(30)), type.id());
        another =
                clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "17:00", Duration.ofMinutes(30)), type.id());
        PatientId ann = clinic.patient();
        ben = clinic.patient();
        BookingOutcome booked = appointments.book(
                clinic.as(ann), new Booking(null, doctor, london.id(), type.id(), TEN, null, "Sore knee", null));
        anns = ((Done) booked).appointment().id();
        ROLES.forEach(role ->
                update("create policy careless_%s on appointment for select to %1$s using (true)".formatted(role)));
    }

    @AfterEach
    void isMended() {
        ROLES.forEach(role -> update("drop policy if exists careless_" + role + " on appointment"));
    }

    @Test
    void anothersAppointmentIsNotShown() {
        strangers().forEach(stranger -> {
            // The key of the note is not to be had either, which is noticed first.
            assertThatThrownBy(() -> appointments.appointment(stranger, anns))
                    .isInstanceOfAny(NotFound.class, IllegalStateException.class);
            assertThatThrownBy(() -> appointments.history(stranger, anns)).isInstanceOf(NotFound.class);
        });
    }

    @Test
    void nobodyTakesAStepWithIt() {
        strangers().forEach(stranger -> {
            assertThatThrownBy(() -> appointments.cancel(stranger, anns, Change.because("Not mine")))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> appointments.approve(stranger, anns, Change.anyVersion()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() ->
                            appointments.nearest(stranger, anns, new Move(TEN.plusSeconds(3600), null, null, null)))
                    .isInstanceOf(NotFound.class);
        });
    }

    @Test
    void aListThatHoldsItIsNotShown() {
        strangers()
                .forEach(stranger -> assertThatThrownBy(() -> appointments.appointments(stranger, List.of(anns)))
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void itsOwnPeopleSeeIt() {
        assertThat(appointments.appointment(clinic.admin(), anns).id()).isEqualTo(anns);
    }

    private Stream<Actor> strangers() {
        return Stream.of(clinic.as(ben), clinic.as(another));
    }

    private void update(String sql) {
        database.behindTheWalls().sql(sql).update();
    }
}
