package clinic.availability.application;

import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.domain.Shift;
import clinic.availability.domain.Spans;
import clinic.availability.domain.Timetable;
import clinic.directory.Location;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Whether an exception can be meant, beside those that the doctor has already. */
final class ExceptionCheck {

    static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private static final int MOST_A_DAY = 20;

    private ExceptionCheck() {}

    /**
     * @param others the doctor's own within two days, so that hours across midnight are among them
     * @throws Invalid naming each problem
     */
    static void check(WorkingException exception, List<WorkingException> others, List<Location> locations) {
        LocalDate date = exception.date();
        Stretch hours = exception.hours();
        List<WorkingException> thatDay =
                others.stream().filter(other -> other.date().equals(date)).toList();
        List<WorkingException> there = thatDay.stream()
                .filter(other -> other.location().equals(exception.location()))
                .toList();
        var check = new Invalid.Check()
                .that(
                        locations.stream().anyMatch(place -> place.id().equals(exception.location())),
                        "locationId",
                        "UNKNOWN",
                        "There is no such location.")
                .that(
                        !date.isBefore(FIRST) && !date.isAfter(LAST),
                        "date",
                        "OUT_OF_RANGE",
                        "Give a date between 1900 and 2199.")
                .that(
                        thatDay.size() < MOST_A_DAY,
                        "date",
                        "TOO_MANY",
                        "A date has at most " + MOST_A_DAY + " stretches of hours.");
        if (hours == null) {
            check.that(
                    there.stream().allMatch(other -> other.hours() != null),
                    "date",
                    "CLOSED",
                    "The week does not hold for this doctor at that location on that date already.");
        } else {
            check.that(isMinute(hours.from()), "from", "NOT_A_MINUTE", "Give hours and minutes only.")
                    .that(isMinute(hours.to()), "to", "NOT_A_MINUTE", "Give hours and minutes only.")
                    .that(
                            !hours.from().equals(hours.to()),
                            "to",
                            "EMPTY",
                            "The hours must end at another time than they begin.");
            check.that(
                    !overlap(exception, others, locations),
                    "from",
                    "OVERLAPS",
                    "These hours overlap other ones of this doctor around that date.");
        }
        check.done();
    }

    private static boolean isMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }

    /** As instants, since locations have clocks of their own. */
    private static boolean overlap(WorkingException one, List<WorkingException> others, List<Location> locations) {
        TimeRange around = new TimeRange(
                one.date().minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
                one.date().plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant());
        Spans taken = Spans.of(stretches(others, locations, around).toList());
        return stretches(List.of(one), locations, around).anyMatch(taken::overlap);
    }

    private static Stream<TimeRange> stretches(
            List<WorkingException> exceptions, List<Location> locations, TimeRange around) {
        Timetable timetable = new Timetable(List.of(), exceptions);
        return locations.stream()
                .flatMap(place -> timetable.shifts(place.id(), place.zone(), around).stream())
                .map(Shift::hours)
                .flatMap(hours -> hours.ranges().stream());
    }
}
