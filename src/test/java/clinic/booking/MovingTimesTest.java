package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome.Claimed;
import clinic.availability.ClaimRequest;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Offer;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The times listed for a visit that is to be moved, against the move itself, minute by minute. */
class MovingTimesTest extends BookingScene {

    private static final Instant NINE = Instant.parse("2026-12-10T09:00:00Z");
    private static final TimeRange MORNING = TimeRange.starting(NINE, Duration.ofHours(3));
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofMinutes(60);

    private AppointmentType type;
    private DoctorId doctor;
    private PatientId patient;

    @BeforeEach
    void aPatientWhoMayHaveOneVisitInAPlaceWithOneRoom() {
        directory.addRoom(clinic.admin(), london.id(), "Only");
        type = clinic.type(30, 5, 10, true, true);
        directory.changePolicy(
                clinic.admin(),
                PolicyScope.of(type.id()),
                Map.of(PolicyRule.MAX_OPEN_PER_PATIENT, 1, PolicyRule.MAX_PER_PATIENT_PER_DAY, 1));
        doctor = clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "12:00", Duration.ofMinutes(15)), type.id());
        patient = clinic.patient();
    }

    @ParameterizedTest
    @EnumSource(
            value = Actor.Role.class,
            names = {"PATIENT", "DOCTOR", "ADMIN"})
    void everyTimeListedForAVisitThatMovesCanBeHadAndNoOther(Actor.Role role) {
        book(clinic.as(clinic.patient()), NINE.plus(Duration.ofHours(2)));
        AppointmentView visit = book(clinic.as(patient), NINE.plus(HALF));

        assertThat(listed(as(role), visit, doctor)).isNotEmpty().isEqualTo(possible(as(role), visit, doctor));
    }

    @Test
    void aVisitThatIsLongerThanUsualIsListedWhereItsOwnLengthFits() {
        availability.setPatterns(
                clinic.admin(), doctor, SampleClinic.everyDay(london.id(), "09:00", "12:00", null), false);
        availability.setOffers(
                clinic.admin(),
                doctor,
                List.of(new Offer(doctor, type.id(), null, List.of(HALF, HOUR), Duration.ZERO, Duration.ZERO, null)),
                false);
        AppointmentView visit = book(clinic.as(patient), NINE, HOUR);

        assertThat(listed(clinic.as(patient), visit, doctor))
                .containsExactly(NINE.plus(HOUR), NINE.plus(HOUR).plus(HOUR))
                .isEqualTo(possible(clinic.as(patient), visit, doctor));
    }

    @Test
    void anotherDoctorIsListedForAVisitThatHasTheOnlyRoom() {
        DoctorId other =
                clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "12:00", Duration.ofMinutes(15)), type.id());
        AppointmentView visit = book(clinic.as(patient), NINE.plus(HALF));

        assertThat(listed(clinic.as(patient), visit, other))
                .contains(visit.during().start())
                .isEqualTo(possible(clinic.as(patient), visit, other));
    }

    @ParameterizedTest
    @EnumSource(
            value = Actor.Role.class,
            names = {"PATIENT", "DOCTOR", "ADMIN"})
    void aRefusedMoveNamesTimesThatTheVisitItselfStandsIn(Actor.Role role) {
        AppointmentView visit = book(clinic.as(patient), NINE.plus(HALF));
        Move tooEarly = new Move(NINE.minus(HALF), null, null, null);

        List<Slot> nearest = ((TimeRefused) appointments.move(as(role), visit.id(), tooEarly, change())).alternatives();

        assertThat(nearest)
                .extracting(slot -> slot.during().start())
                .containsExactlyElementsOf(listed(as(role), visit, doctor).subList(0, 3));
        assertThat(appointments.nearest(as(role), visit.id(), tooEarly)).isEqualTo(nearest);
    }

    private List<Instant> listed(Actor actor, AppointmentView visit, DoctorId with) {
        return availability
                .freeTimes(
                        actor,
                        new SlotQuery(
                                type.id(),
                                with,
                                london.id(),
                                visit.during().length(),
                                patient,
                                visit.moving(),
                                MORNING,
                                2000))
                .stream()
                .map(slot -> slot.during().start())
                .toList();
    }

    private List<Instant> possible(Actor actor, AppointmentView visit, DoctorId with) {
        List<Instant> possible = new ArrayList<>();
        for (Instant start = NINE; start.isBefore(MORNING.end()); start = start.plus(Duration.ofMinutes(5))) {
            var wish = new ClaimRequest(
                    new ClaimId(visit.id().value()),
                    patient,
                    with,
                    london.id(),
                    type.id(),
                    start,
                    visit.during().length(),
                    null,
                    false);
            boolean unchanged = start.equals(visit.during().start()) && with.equals(visit.doctor());
            if (!unchanged && transactions.dryRun(actor, () -> availability.move(actor, wish)) instanceof Claimed) {
                possible.add(start);
            }
        }
        return possible;
    }

    private Actor as(Actor.Role role) {
        return switch (role) {
            case PATIENT -> clinic.as(patient);
            case DOCTOR -> clinic.as(doctor);
            default -> clinic.admin();
        };
    }

    private static Change change() {
        return Change.because("Something came up");
    }

    private AppointmentView book(Actor actor, Instant start) {
        return book(actor, start, HALF);
    }

    private AppointmentView book(Actor actor, Instant start, Duration length) {
        return ((Done) appointments.book(
                        actor, new Booking(null, doctor, london.id(), type.id(), start, length, null, null)))
                .appointment();
    }
}
