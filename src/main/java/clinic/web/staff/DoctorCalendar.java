package clinic.web.staff;

import clinic.availability.Absence;
import clinic.availability.WorkingHours;
import clinic.directory.Closure;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import clinic.web.staff.Timeline.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's hours, breaks and times away as they are drawn on a day. Only for the eye: what can be booked is decided by
 * availability.
 */
record DoctorCalendar(List<WorkingHours> dates, List<Absence> absences, List<Closure> closures) {

    /** A stretch of one kind. @param label the closure's name, for a closure */
    record Stretch(TimeRange during, Kind kind, @Nullable String label) {}

    /** How a visit lies in the hours. @param over how much of it does not fit */
    record Fit(Kind kind, Duration over) {}

    /** As far as the doctor works at this place. */
    DoctorCalendar at(LocationId place) {
        return new DoctorCalendar(
                dates.stream().filter(hours -> hours.location().equals(place)).toList(), absences, closures);
    }

    /** The zone of the place the doctor works at on this date, or usually. */
    Optional<ZoneId> zone(LocalDate date) {
        return Stream.concat(on(date), dates.stream()).map(WorkingHours::zone).findFirst();
    }

    /** Where the doctor works then, or else on this date, or usually. */
    Optional<WorkingHours> place(LocalDate date, Instant at) {
        return Stream.of(
                        dates.stream().filter(hours -> hours.hours().stream().anyMatch(range -> range.contains(at))),
                        on(date),
                        dates.stream())
                .flatMap(hours -> hours)
                .findFirst();
    }

    /** The stretches in which the doctor works on this date, breaks included, soonest first. */
    List<TimeRange> hours(LocalDate date) {
        return on(date).flatMap(hours -> hours.hours().stream()).toList();
    }

    private Stream<WorkingHours> on(LocalDate date) {
        return dates.stream()
                .filter(hours -> LocalDate.ofInstant(hours.hours().getFirst().start(), hours.zone())
                        .equals(date));
    }

    /** Cuts the range into stretches of one kind each, in order and without gaps. */
    List<Stretch> stretches(TimeRange day) {
        var edges = new TreeSet<Instant>(List.of(day.start(), day.end()));
        dates.forEach(date -> date.hours().forEach(h -> addEdges(edges, h)));
        dates.forEach(date -> date.breaks().forEach(b -> addEdges(edges, b)));
        absences.forEach(a -> addEdges(edges, a.during()));
        closures.forEach(c -> addEdges(edges, c.during()));
        var result = new ArrayList<Stretch>();
        Instant from = day.start();
        for (Instant to : edges.subSet(day.start(), false, day.end(), true)) {
            Stretch next = stretch(new TimeRange(from, to));
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

    private Stretch stretch(TimeRange part) {
        if (absences.stream().anyMatch(a -> a.during().overlaps(part))) {
            return new Stretch(part, Kind.AWAY, null);
        }
        List<WorkingHours> at =
                dates.stream().filter(date -> overlap(date.hours(), part)).toList();
        Optional<Closure> closure = closures.stream()
                .filter(c -> c.during().overlaps(part))
                .filter(c -> c.location() == null
                        || (!at.isEmpty()
                                && at.stream().allMatch(date -> date.location().equals(c.location()))))
                .findFirst();
        if (closure.isPresent()) {
            return new Stretch(part, Kind.CLOSED, closure.get().name());
        }
        if (at.isEmpty()) {
            return new Stretch(part, Kind.OFF, null);
        }
        boolean pause = at.stream().allMatch(date -> overlap(date.breaks(), part));
        return new Stretch(part, pause ? Kind.BREAK : Kind.OPEN, null);
    }

    private static boolean overlap(List<TimeRange> ranges, TimeRange part) {
        return ranges.stream().anyMatch(range -> range.overlaps(part));
    }

    private static void addEdges(TreeSet<Instant> edges, TimeRange range) {
        edges.add(range.start());
        edges.add(range.end());
    }
}
