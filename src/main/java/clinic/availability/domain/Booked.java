package clinic.availability.domain;

import clinic.availability.domain.Facts.Visit;
import clinic.directory.LocationId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A doctor's visits, as each rule looks at them. Made for one rule book; not for several threads. */
final class Booked {

    private final List<Visit> visits;
    private final Spans taken;
    private final Map<LocationId, Spans> elsewhere = new HashMap<>();
    private final Map<ZoneId, Map<LocalDate, Day>> days = new HashMap<>();

    /** @param length of all visits together */
    record Day(int visits, Duration length) {

        private static final Day FREE = new Day(0, Duration.ZERO);

        private static Day of(Visit visit) {
            return new Day(1, visit.during().length());
        }

        private Day and(Day other) {
            return new Day(visits + other.visits, length.plus(other.length));
        }
    }

    Booked(List<Visit> visits) {
        this.visits = visits;
        this.taken = Spans.of(visits.stream().map(Visit::during).toList());
    }

    Spans taken() {
        return taken;
    }

    /** What is taken at other locations than this one. */
    Spans elsewhere(LocationId here) {
        return elsewhere.computeIfAbsent(
                here,
                place -> Spans.of(visits.stream()
                        .filter(visit -> !visit.location().equals(place))
                        .map(Visit::during)
                        .toList()));
    }

    /** The visits that begin on this date on this clock, wherever they are. */
    Day on(LocalDate date, ZoneId zone) {
        return days.computeIfAbsent(zone, this::byDate).getOrDefault(date, Day.FREE);
    }

    private Map<LocalDate, Day> byDate(ZoneId zone) {
        Map<LocalDate, Day> found = new HashMap<>();
        visits.forEach(
                visit -> found.merge(LocalDate.ofInstant(visit.during().start(), zone), Day.of(visit), Day::and));
        return found;
    }
}
