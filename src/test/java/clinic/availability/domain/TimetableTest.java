package clinic.availability.domain;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingPattern;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A doctor works on Tuesdays from 09:00 to 12:00 in London and from 13:00 to 15:00 in Paris. The week asked for is that of
 * Monday 30 November 2026, with one exception or two.
 */
@Tag("zones")
class TimetableTest {

    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());
    private static final LocationId LONDON = new LocationId(UUID.randomUUID());
    private static final LocationId PARIS = new LocationId(UUID.randomUUID());
    private static final ZoneId LONDON_TIME = ZoneId.of("Europe/London");
    private static final Duration STEP = Duration.ofMinutes(20);

    private static final List<WorkingPattern> WEEK =
            List.of(tuesdays(LONDON, "09:00", "12:00", STEP), tuesdays(PARIS, "13:00", "15:00", null));

    @Test
    void aDateThatIsClosedHasNoHoursThere() {
        assertThat(london(closed("2026-12-01"))).isEmpty();
    }

    @Test
    void otherDatesAndOtherPlacesKeepTheirWeek() {
        Timetable timetable = new Timetable(WEEK, List.of(closed("2026-12-01")));

        assertThat(hours(timetable.shifts(LONDON, LONDON_TIME, range("2026-11-30T00:00:00Z", "2026-12-14T00:00:00Z"))))
                .containsExactly(range("2026-12-08T09:00:00Z", "2026-12-08T12:00:00Z"));
        assertThat(hours(timetable.shifts(
                        PARIS, ZoneId.of("Europe/Paris"), range("2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z"))))
                .containsExactly(range("2026-12-01T12:00:00Z", "2026-12-01T14:00:00Z"));
    }

    @Test
    void aDayOutsideTheWeekGetsHours() {
        assertThat(london(open("2026-12-03", "14:00", "16:00")))
                .containsExactly(
                        range("2026-12-01T09:00:00Z", "2026-12-01T12:00:00Z"),
                        range("2026-12-03T14:00:00Z", "2026-12-03T16:00:00Z"));
    }

    @Test
    void extraHoursComeBesideThoseOfTheWeekAndKeepItsStep() {
        List<Shift> shifts = shifts(open("2026-12-01", "14:00", "17:00"));

        assertThat(hours(shifts))
                .containsExactly(
                        range("2026-12-01T09:00:00Z", "2026-12-01T12:00:00Z"),
                        range("2026-12-01T14:00:00Z", "2026-12-01T17:00:00Z"));
        assertThat(shifts).extracting(Shift::step).containsOnly(STEP);
        assertThat(shifts(open("2026-12-03", "14:00", "16:00")))
                .extracting(Shift::step)
                .containsExactly(STEP, null);
    }

    @Test
    void aClosedDateWithHoursHasTheseAlone() {
        assertThat(london(
                        closed("2026-12-01"),
                        open("2026-12-01", "10:30", "11:00"),
                        open("2026-12-01", "11:00", "17:00")))
                .containsExactly(
                        range("2026-12-01T10:30:00Z", "2026-12-01T11:00:00Z"),
                        range("2026-12-01T11:00:00Z", "2026-12-01T17:00:00Z"));
    }

    @Test
    void hoursOfAnExceptionSayOfWhichDateTheyAre() {
        assertThat(shifts(open("2026-12-03", "14:00", "16:00")))
                .extracting(Shift::exception)
                .containsExactly(null, LocalDate.parse("2026-12-03"));
        assertThat(shifts(closed("2026-12-01")))
                .extracting(Shift::exception)
                .containsExactly(LocalDate.parse("2026-12-01"));
    }

    @Test
    void hoursAcrossMidnightBelongToTheDateTheyBeginOn() {
        assertThat(london(open("2026-12-01", "22:00", "06:00")))
                .contains(range("2026-12-01T22:00:00Z", "2026-12-02T06:00:00Z"));
        assertThat(london(open("2026-11-29", "22:00", "06:00")))
                .contains(range("2026-11-29T22:00:00Z", "2026-11-30T06:00:00Z"));
    }

    @Test
    void onTheNightTheClocksChangeHoursLastAsLongAsTheClockShowsThem() {
        TimeRange october = range("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z");
        TimeRange march = range("2027-03-27T00:00:00Z", "2027-03-29T00:00:00Z");

        assertThat(hours(timetable(open("2026-10-25", "00:00", "03:00")).shifts(LONDON, LONDON_TIME, october)))
                .containsExactly(range("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"));
        assertThat(hours(timetable(open("2027-03-28", "00:00", "03:00")).shifts(LONDON, LONDON_TIME, march)))
                .containsExactly(range("2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z"));
        assertThat(hours(timetable(open("2027-03-28", "01:00", "02:00")).shifts(LONDON, LONDON_TIME, march)))
                .isEmpty();
    }

    private static List<TimeRange> london(WorkingException... exceptions) {
        return hours(shifts(exceptions));
    }

    private static List<Shift> shifts(WorkingException... exceptions) {
        return timetable(exceptions).shifts(LONDON, LONDON_TIME, range("2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z"));
    }

    private static Timetable timetable(WorkingException... exceptions) {
        return new Timetable(WEEK, List.of(exceptions));
    }

    private static List<TimeRange> hours(List<Shift> shifts) {
        return shifts.stream()
                .flatMap(shift -> shift.openings().ranges().stream())
                .toList();
    }

    private static WorkingPattern tuesdays(LocationId location, String from, String to, @Nullable Duration step) {
        return new WorkingPattern(
                location, DayOfWeek.TUESDAY, LocalTime.parse(from), LocalTime.parse(to), List.of(), null, null, step);
    }

    private static WorkingException closed(String date) {
        return new WorkingException(UUID.randomUUID(), DOCTOR, LONDON, LocalDate.parse(date), null);
    }

    private static WorkingException open(String date, String from, String to) {
        return new WorkingException(
                UUID.randomUUID(),
                DOCTOR,
                LONDON,
                LocalDate.parse(date),
                new Stretch(LocalTime.parse(from), LocalTime.parse(to)));
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
