package clinic.web.staff;

import clinic.availability.Absence;
import clinic.availability.WorkingPattern;
import clinic.directory.Closure;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import clinic.web.staff.Timeline.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's hours, breaks and times away as they are drawn on a day. Only for the eye: what can be booked is decided by
 * availability.
 */
record DoctorCalendar(
        List<WorkingPattern> patterns,
        List<Absence> absences,
        List<Closure> closures,
        Map<LocationId, Location> locations) {

    /** A stretch of one kind. @param label the closure's name, for a closure */
    record Stretch(TimeRange during, Kind kind, @Nullable String label) {}

    /** How a visit lies in the hours. @param over how much of it does not fit */
    record Fit(Kind kind, Duration over) {}

    private record Hours(TimeRange during, WorkingPattern pattern) {}

    /** The zone of the place the doctor works at on this date, or usually. */
    Optional<ZoneId> zone(LocalDate date) {
        return Stream.concat(patterns.stream().filter(p -> holds(p, date)), patterns.stream())
                .map(p -> zoneOf(p.location()))
                .findFirst();
    }

    /** The stretches in which the doctor works on this date, breaks included, soonest first. */
    List<TimeRange> hours(LocalDate date) {
        return hoursOn(date).map(Hours::during).toList();
    }

    /** Cuts the range into stretches of one kind each, in order and without gaps. */
    List<Stretch> stretches(TimeRange day) {
        List<Hours> hours = hoursAround(day);
        var edges = new TreeSet<Instant>(List.of(day.start(), day.end()));
        hours.forEach(h -> addEdges(edges, h.during()));
        hours.forEach(h -> breaks(h).forEach(b -> addEdges(edges, b)));
        absences.forEach(a -> addEdges(edges, a.during()));
        closures.forEach(c -> addEdges(edges, c.during()));
        var result = new ArrayList<Stretch>();
        Instant from = day.start();
        for (Instant to : edges.subSet(day.start(), false, day.end(), true)) {
            Stretch next = stretch(new TimeRange(from, to), hours);
            Stretch last = result.isEmpty() ? null : result.getLast();
            if (last != null && last.kind() == next.kind() && Objects.equals(last.label(), next.label())) {
                result.set(
                        result.size() - 1,
                        new Stretch(new TimeRange(last.during().start(), to), last.kind(), last.label()));
            } else {
                result.add(next);
            }
            from = to;
        }
        return result;
    }

    /** How this visit lies in the doctor's hours: the strongest reason against it, or OPEN. */
    Fit fit(TimeRange visit) {
        return stretches(visit).stream()
                .filter(s -> s.kind() != Kind.OPEN)
                .min(Comparator.comparing(Stretch::kind))
                .map(worst -> new Fit(worst.kind(), total(visit, worst.kind())))
                .orElseGet(() -> new Fit(Kind.OPEN, Duration.ZERO));
    }

    /** Time in which the doctor could be seen within the range. */
    Duration open(TimeRange range) {
        return total(range, Kind.OPEN);
    }

    private Duration total(TimeRange range, Kind kind) {
        return stretches(range).stream()
                .filter(s -> s.kind() == kind)
                .map(s -> s.during().length())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Stretch stretch(TimeRange part, List<Hours> hours) {
        if (absences.stream().anyMatch(a -> a.during().overlaps(part))) {
            return new Stretch(part, Kind.AWAY, null);
        }
        List<Hours> at = hours.stream().filter(h -> h.during().overlaps(part)).toList();
        Optional<Closure> closure = closures.stream()
                .filter(c -> c.during().overlaps(part))
                .filter(c -> c.location() == null
                        || (!at.isEmpty()
                                && at.stream()
                                        .allMatch(h -> h.pattern().location().equals(c.location()))))
                .findFirst();
        if (closure.isPresent()) {
            return new Stretch(part, Kind.CLOSED, closure.get().name());
        }
        if (at.isEmpty()) {
            return new Stretch(part, Kind.OFF, null);
        }
        boolean pause = at.stream().allMatch(h -> breaks(h).stream().anyMatch(b -> b.overlaps(part)));
        return new Stretch(part, pause ? Kind.BREAK : Kind.OPEN, null);
    }

    private List<Hours> hoursAround(TimeRange range) {
        LocalDate first = range.start().atZone(ZoneId.of("UTC")).toLocalDate().minusDays(2);
        LocalDate last = range.end().atZone(ZoneId.of("UTC")).toLocalDate().plusDays(1);
        return first.datesUntil(last.plusDays(1))
                .flatMap(this::hoursOn)
                .filter(h -> h.during().overlaps(range))
                .toList();
    }

    private Stream<Hours> hoursOn(LocalDate date) {
        return patterns.stream()
                .filter(p -> holds(p, date))
                .flatMap(p -> range(date, p.from(), p.to(), zoneOf(p.location())).map(r -> new Hours(r, p)).stream())
                .sorted(Comparator.comparing(h -> h.during().start()));
    }

    private List<TimeRange> breaks(Hours hours) {
        ZoneId zone = zoneOf(hours.pattern().location());
        LocalDate date = hours.during().start().atZone(zone).toLocalDate();
        return hours.pattern().breaks().stream()
                .flatMap(b -> {
                    boolean nextDay = b.from().isBefore(hours.pattern().from());
                    return range(nextDay ? date.plusDays(1) : date, b.from(), b.to(), zone).stream();
                })
                .toList();
    }

    private static boolean holds(WorkingPattern pattern, LocalDate date) {
        return pattern.day() == date.getDayOfWeek()
                && (pattern.validFrom() == null || !date.isBefore(pattern.validFrom()))
                && (pattern.validUntil() == null || !date.isAfter(pattern.validUntil()));
    }

    /** Empty when a clock change leaves nothing of it. */
    private static Optional<TimeRange> range(LocalDate date, LocalTime from, LocalTime to, ZoneId zone) {
        Instant start = date.atTime(from).atZone(zone).toInstant();
        LocalDate endDate = to.isAfter(from) ? date : date.plusDays(1);
        Instant end = endDate.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
        return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
    }

    private ZoneId zoneOf(LocationId location) {
        Location known = locations.get(location);
        return known == null ? ZoneId.of("UTC") : known.zone();
    }

    private static void addEdges(TreeSet<Instant> edges, TimeRange range) {
        edges.add(range.start());
        edges.add(range.end());
    }
}
