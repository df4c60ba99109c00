package clinic.availability.domain;

import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A doctor's shifts in order, so that those around a time are found without looking at all of them. */
final class Shifts {

    /** No shift is longer: it ends on the day after its date at the latest, and that day may have an hour more. */
    private static final Duration LONGEST = Duration.ofHours(50);

    private final List<Shift> sorted;

    Shifts(List<Shift> shifts) {
        this.sorted = shifts.stream()
                .filter(shift -> !shift.hours().ranges().isEmpty())
                .sorted(Comparator.comparing(Shifts::start))
                .toList();
    }

    /** The shifts at a place whose hours contain the whole visit. */
    List<Shift> around(TimeRange visit, LocationId place) {
        List<Shift> found = new ArrayList<>(2);
        Instant earliest = visit.start().minus(LONGEST);
        for (int i = firstFrom(earliest); i < sorted.size(); i++) {
            Shift shift = sorted.get(i);
            if (start(shift).isAfter(visit.start())) {
                break;
            }
            if (shift.location().equals(place) && shift.hours().cover(visit)) {
                found.add(shift);
            }
        }
        return found;
    }

    private int firstFrom(Instant instant) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(sorted.get(middle)).isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Instant start(Shift shift) {
        return shift.hours().ranges().getFirst().start();
    }
}
