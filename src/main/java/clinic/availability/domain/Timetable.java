package clinic.availability.domain;

import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When one doctor works: every week, and otherwise on single dates. */
public record Timetable(List<WorkingPattern> patterns, List<WorkingException> exceptions) {

    /** Where there are hours at all. */
    public Set<LocationId> locations() {
        return Stream.concat(
                        patterns.stream().map(WorkingPattern::location),
                        exceptions.stream().map(WorkingException::location))
                .collect(Collectors.toSet());
    }

    /**
     * The shifts at this location that touch the range, on its wall clock; extra hours of a date come beside those of the
     * week, unless it is closed. A closed date has a shift without hours, so that it can be told from one that never had any.
     */
    public List<Shift> shifts(LocationId location, ZoneId zone, TimeRange range) {
        List<WorkingPattern> week = patterns.stream()
                .filter(pattern -> pattern.location().equals(location))
                .toList();
        Map<LocalDate, List<WorkingException>> otherwise = exceptions.stream()
                .filter(exception -> exception.location().equals(location))
                .collect(Collectors.groupingBy(WorkingException::date));
        List<Shift> shifts = new ArrayList<>();
        // The day before as well: its hours may cross midnight.
        LocalDate first = range.start().atZone(zone).toLocalDate().minusDays(1);
        LocalDate last = range.end().atZone(zone).toLocalDate();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            on(date, zone, week, otherwise.getOrDefault(date, List.of()))
                    .filter(shift ->
                            shift.hours().overlap(range) || shift.hours().equals(Spans.NONE))
                    .forEach(shifts::add);
        }
        return shifts;
    }

    /** Whether there are hours around the whole visit at this location, without a break in it. */
    public boolean covers(LocationId location, ZoneId zone, TimeRange visit) {
        return shifts(location, zone, visit).stream()
                .anyMatch(shift -> shift.openings().cover(visit));
    }

    private static Stream<Shift> on(
            LocalDate date, ZoneId zone, List<WorkingPattern> week, List<WorkingException> otherwise) {
        List<WorkingPattern> usual =
                week.stream().filter(pattern -> holdsOn(pattern, date)).toList();
        boolean closed = otherwise.stream().anyMatch(exception -> exception.hours() == null);
        Stream<Shift> weeks = closed ? Stream.empty() : usual.stream().map(pattern -> Shift.of(pattern, zone, date));
        @Nullable Duration step = usual.stream()
                .sorted(Comparator.comparing(WorkingPattern::from))
                .map(WorkingPattern::step)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Stream.concat(weeks, otherwise.stream().map(exception -> Shift.of(exception, zone, step)));
    }

    private static boolean holdsOn(WorkingPattern pattern, LocalDate date) {
        return pattern.day() == date.getDayOfWeek()
                && (pattern.validFrom() == null || !date.isBefore(pattern.validFrom()))
                && (pattern.validUntil() == null || !date.isAfter(pattern.validUntil()));
    }
}
