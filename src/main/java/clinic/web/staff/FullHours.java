package clinic.web.staff;

import clinic.availability.OpenTime;
import clinic.booking.AppointmentFigures.Busy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of the doctors' time is booked, by hour of the week, on the clock of each place.
 *
 * @param hours from the first in which somebody can be seen to the last, 0 to 23
 * @param rows the days of the week on which somebody can be seen
 */
public record FullHours(List<Integer> hours, List<Row> rows) {

    private static final List<Integer> LEVELS = List.of(25, 50, 70, 85, 95);

    /** @param cells one for each hour */
    public record Row(DayOfWeek day, List<Cell> cells) {}

    public record Cell(DayOfWeek day, int hour, Duration booked, Duration open) {

        /** Absent when nobody could be seen; more than 100 where visits lie outside the hours. */
        public @Nullable Integer percent() {
            return open.isZero() ? null : (int) Math.round(100.0 * booked.toSeconds() / open.toSeconds());
        }

        /** From 0, hardly anything, to 5, full. */
        public int level() {
            Integer percent = percent();
            return percent == null
                    ? 0
                    : (int) LEVELS.stream().filter(from -> percent >= from).count();
        }
    }

    private record Hour(DayOfWeek day, int hour) {}

    static FullHours of(List<Busy> booked, Collection<OpenTime> open) {
        Map<Hour, Duration> offered = new HashMap<>();
        open.forEach(time -> time.parts().forEach(part -> add(offered, part)));
        Map<Hour, Duration> taken = new HashMap<>();
        booked.forEach(busy -> taken.put(new Hour(busy.day(), busy.hour()), busy.booked()));
        List<Integer> hours = offered.isEmpty()
                ? List.of()
                : IntStream.rangeClosed(
                                offered.keySet().stream()
                                        .mapToInt(Hour::hour)
                                        .min()
                                        .orElseThrow(),
                                offered.keySet().stream()
                                        .mapToInt(Hour::hour)
                                        .max()
                                        .orElseThrow())
                        .boxed()
                        .toList();
        return new FullHours(
                hours,
                Stream.of(DayOfWeek.values())
                        .filter(day -> offered.keySet().stream().anyMatch(hour -> hour.day() == day))
                        .map(day -> new Row(
                                day,
                                hours.stream()
                                        .map(hour -> cell(new Hour(day, hour), taken, offered))
                                        .toList()))
                        .toList());
    }

    private static void add(Map<Hour, Duration> offered, OpenTime.Part part) {
        ZonedDateTime end = part.during().end().atZone(part.zone());
        ZonedDateTime at = part.during().start().atZone(part.zone());
        while (at.isBefore(end)) {
            ZonedDateTime next = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            Duration length = Duration.between(at, next.isBefore(end) ? next : end);
            offered.merge(new Hour(at.getDayOfWeek(), at.getHour()), length, Duration::plus);
            at = next;
        }
    }

    private static Cell cell(Hour hour, Map<Hour, Duration> taken, Map<Hour, Duration> offered) {
        return new Cell(
                hour.day(),
                hour.hour(),
                taken.getOrDefault(hour, Duration.ZERO),
                offered.getOrDefault(hour, Duration.ZERO));
    }
}
