package clinic.availability.domain;

import clinic.shared.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A set of instants as stretches: sorted, apart from each other, each as long as it can be. */
public record Spans(List<TimeRange> ranges) {

    /** No time at all. */
    public static final Spans NONE = new Spans(List.of());

    /** The union of the ranges; those that overlap or touch become one. */
    public static Spans of(Collection<TimeRange> ranges) {
        List<TimeRange> merged = new ArrayList<>(ranges.size());
        for (TimeRange next :
                ranges.stream().sorted(Comparator.comparing(TimeRange::start)).toList()) {
            TimeRange last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || last.end().isBefore(next.start())) {
                merged.add(next);
            } else if (last.end().isBefore(next.end())) {
                merged.set(merged.size() - 1, new TimeRange(last.start(), next.end()));
            }
        }
        return new Spans(List.copyOf(merged));
    }

    public boolean overlap(TimeRange range) {
        int i = firstEndingAfter(range.start());
        return i < ranges.size() && ranges.get(i).start().isBefore(range.end());
    }

    /** Whether one stretch contains the whole range. */
    public boolean cover(TimeRange range) {
        return stretchAround(range).isPresent();
    }

    /** The stretch that contains the whole range. */
    public Optional<TimeRange> stretchAround(TimeRange range) {
        int i = firstEndingAfter(range.start());
        return i < ranges.size() && ranges.get(i).contains(range) ? Optional.of(ranges.get(i)) : Optional.empty();
    }

    /** What is left of these when the others are taken away. */
    public Spans minus(Spans others) {
        List<TimeRange> left = new ArrayList<>();
        for (TimeRange range : ranges) {
            Instant from = range.start();
            for (int i = others.firstEndingAfter(from); i < others.ranges.size(); i++) {
                TimeRange hole = others.ranges.get(i);
                if (!hole.start().isBefore(range.end())) {
                    break;
                }
                if (from.isBefore(hole.start())) {
                    left.add(new TimeRange(from, hole.start()));
                }
                from = hole.end();
            }
            if (from.isBefore(range.end())) {
                left.add(new TimeRange(from, range.end()));
            }
        }
        return new Spans(List.copyOf(left));
    }

    /** What of these lies in the range. */
    public Spans within(TimeRange range) {
        return new Spans(ranges.stream()
                .filter(range::overlaps)
                .map(part -> new TimeRange(
                        part.start().isBefore(range.start()) ? range.start() : part.start(),
                        part.end().isAfter(range.end()) ? range.end() : part.end()))
                .toList());
    }

    private int firstEndingAfter(Instant instant) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).end().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
