package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import clinic.testing.SamplePolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The list of free times against the booking itself where dates have hours of their own, which the drawn clinics of
 * {@code DrawnClinicsOverHttpTest} do not have.
 */
@Tag("zones")
class ListedTimesTest extends BookingScene {

    /** Around the night in which London's clocks go forward: Sunday 28 March 2027. */
    private static final Instant FRIDAY = Instant.parse("2027-03-26T00:00:00Z");

    private static final LocalDate DATE = LocalDate.of(2027, 3, 26);

    private static final TimeRange FOUR_DAYS = TimeRange.starting(FRIDAY, Duration.ofDays(4));

    private AppointmentType type;

    @BeforeEach
    void aClinic() {
        directory.changePolicy(
                clinic.admin(),
                PolicyScope.CLINIC,
                SamplePolicy.with(Map.of(
                        PolicyRule.HORIZON, 365,
                        PolicyRule.MAX_OPEN_PER_PATIENT, 1000,
                        PolicyRule.MAX_PER_PATIENT_PER_DAY, 100)));
        type = clinic.type(25, 5, 10, true, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyListedTimeCanBeBookedAndNoOtherMinuteCan(long seed) {
        Random lot = new Random(seed);
        DoctorId doctor = aDoctorWithAnyWeek(lot);
        bookSome(lot, doctor);
        Actor patient = clinic.as(clinic.patient());
        Set<Instant> listed = starts(patient, doctor);

        assertThat(listed)
                .isNotEmpty()
                .allSatisfy(start -> assertThat(tryOut(patient, doctor, start)).isInstanceOf(Done.class));
        for (int i = 0; i < 100; i++) {
            Instant start = FRIDAY.plus(Duration.ofMinutes(lot.nextInt(4 * 24 * 60)));
            if (!listed.contains(start)) {
                assertThat(tryOut(patient, doctor, start)).as(start.toString()).isInstanceOf(TimeRefused.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void oneDoctorsNewWeekExceptionsAndAbsenceChangeNoOtherDoctorsTimes(long seed) {
        Random lot = new Random(seed);
        DoctorId one = clinic.doctor(anyWeek(lot, london), type.id());
        List<DoctorId> others = List.of(aDoctorWithAnyWeek(lot), aDoctorWithAnyWeek(lot));
        others.forEach(other -> bookSome(lot, other));
        List<List<Slot>> before = others.stream().map(this::slots).toList();
        List<Slot> own = slots(one);

        availability.setPatterns(clinic.admin(), one, anyWeek(lot, london), false);
        addExceptions(lot, one);
        availability.addAbsence(clinic.admin(), one, anyStretch(lot), null, false);

        assertThat(slots(one)).isNotEqualTo(own);
        assertThat(others.stream().map(this::slots).toList()).isEqualTo(before);
    }

    @Test
    void aClosureOfOnePlaceChangesNothingAtAnother() {
        Random lot = new Random(9);
        Location paris = clinic.location("Europe/Paris");
        DoctorId here = aDoctorWithAnyWeek(lot);
        DoctorId there = clinic.doctor(anyWeek(lot, paris), type.id());
        List<Slot> before = slots(there);
        assertThat(slots(here)).isNotEmpty();

        availability.addClosure(clinic.admin(), london.id(), FOUR_DAYS, "Painting", false);

        assertThat(slots(here)).isEmpty();
        assertThat(slots(there)).isEqualTo(before);
    }

    @Test
    void theSoonestTimesAreTheSameHoweverFewAreAskedFor() {
        DoctorId doctor = aDoctorWithAnyWeek(new Random(11));
        availability.addAbsence(
                clinic.admin(), doctor, TimeRange.starting(FRIDAY, Duration.ofHours(7 * 24 - 3)), null, false);
        TimeRange month = TimeRange.starting(FRIDAY, Duration.ofDays(30));
        List<Slot> many = availability.freeTimes(
                clinic.visitor(), new SlotQuery(type.id(), doctor, null, null, null, month, 2000));

        assertThat(many).hasSizeGreaterThan(100);
        for (int few : new int[] {1, 3, 20, 100}) {
            assertThat(availability.freeTimes(
                            clinic.visitor(), new SlotQuery(type.id(), doctor, null, null, null, month, few)))
                    .isEqualTo(many.subList(0, few));
        }
    }

    @Test
    void anAbsenceOrAClosureThatEndsWithinAMinuteIsRefused() {
        DoctorId doctor = aDoctorWithAnyWeek(new Random(10));
        TimeRange odd = new TimeRange(FRIDAY, FRIDAY.plusSeconds(3_630));

        assertThatThrownBy(() -> availability.addAbsence(clinic.admin(), doctor, odd, null, false))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> availability.addClosure(clinic.admin(), london.id(), odd, "Works", false))
                .isInstanceOf(Invalid.class);
    }

    private DoctorId aDoctorWithAnyWeek(Random lot) {
        DoctorId doctor = clinic.doctor(anyWeek(lot, london), type.id());
        addExceptions(lot, doctor);
        availability.addAbsence(clinic.admin(), doctor, anyStretch(lot), null, false);
        return doctor;
    }

    /** On each day a morning and hours across midnight, with a break, on a grid of its own or the type's. */
    private static List<WorkingPattern> anyWeek(Random lot, Location at) {
        List<WorkingPattern> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            LocalTime from = LocalTime.of(7, lot.nextInt(60));
            @Nullable Duration step = lot.nextBoolean() ? null : Duration.ofMinutes(5 + lot.nextInt(40));
            LocalTime rest = from.plusMinutes(60 + lot.nextInt(60));
            week.add(new WorkingPattern(
                    at.id(),
                    day,
                    from,
                    from.plusMinutes(240),
                    List.of(new Break(rest, rest.plusMinutes(10 + lot.nextInt(30)))),
                    null,
                    null,
                    step));
            week.add(new WorkingPattern(
                    at.id(), day, LocalTime.of(22, 30), LocalTime.of(2, lot.nextInt(60)), List.of(), null, null, step));
        }
        return week;
    }

    /** One date closed, and one with a stretch in the day and one across midnight instead of the week's. */
    private void addExceptions(Random lot, DoctorId doctor) {
        int closed = lot.nextInt(4);
        LocalDate other = DATE.plusDays((closed + 1 + lot.nextInt(3)) % 4);
        LocalTime from = LocalTime.of(5 + lot.nextInt(8), lot.nextInt(60));
        LocalTime night = LocalTime.of(23, lot.nextInt(60));
        availability.addException(clinic.admin(), doctor, london.id(), DATE.plusDays(closed), null, false);
        for (Stretch hours : List.of(
                new Stretch(from, from.plusMinutes(60 + lot.nextInt(400))),
                new Stretch(night, LocalTime.of(2, lot.nextInt(60))))) {
            availability.addException(clinic.admin(), doctor, london.id(), other, hours, false);
        }
    }

    private static TimeRange anyStretch(Random lot) {
        return TimeRange.starting(
                FRIDAY.plus(Duration.ofMinutes(lot.nextInt(3 * 24 * 60))), Duration.ofMinutes(30 + lot.nextInt(600)));
    }

    private void bookSome(Random lot, DoctorId doctor) {
        for (int i = 0; i < 6; i++) {
            List<Slot> free = slots(doctor);
            PatientId patient = clinic.patient();
            assertThat(book(
                            clinic.as(patient),
                            doctor,
                            free.get(lot.nextInt(free.size())).during().start()))
                    .isInstanceOf(Done.class);
        }
    }

    private BookingOutcome tryOut(Actor patient, DoctorId doctor, Instant start) {
        return transactions.dryRun(patient, () -> book(patient, doctor, start));
    }

    private BookingOutcome book(Actor patient, DoctorId doctor, Instant start) {
        return appointments.book(patient, new Booking(null, doctor, london.id(), type.id(), start, null, null, null));
    }

    private List<Slot> slots(DoctorId doctor) {
        return availability.freeTimes(
                clinic.visitor(), new SlotQuery(type.id(), doctor, null, null, null, FOUR_DAYS, 2000));
    }

    private Set<Instant> starts(Actor patient, DoctorId doctor) {
        return availability
                .freeTimes(
                        patient,
                        new SlotQuery(type.id(), doctor, null, null, new PatientId(patient.id()), FOUR_DAYS, 2000))
                .stream()
                .map(slot -> slot.during().start().truncatedTo(ChronoUnit.SECONDS))
                .collect(Collectors.toSet());
    }
}
