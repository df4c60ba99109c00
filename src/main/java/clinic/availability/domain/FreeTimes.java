package clinic.availability.domain;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the times that can be picked: every start on a grid that the rule book finds nothing against. */
public final class FreeTimes {

    private final Facts facts;
    private final RuleBook rules;

    public FreeTimes(Facts facts) {
        this.facts = facts;
        this.rules = new RuleBook(facts);
    }

    /**
     * Bookable wishes that begin in the range, soonest first, at most {@code limit}.
     *
     * @param location absent means wherever the doctors work
     * @param duration absent means the usual one with each doctor
     */
    public List<Wish> starting(TimeRange range, @Nullable LocationId location, @Nullable Duration duration, int limit) {
        List<Wish> found = new ArrayList<>();
        facts.doctors().forEach((id, doctor) -> {
            for (Shift shift : doctor.shifts()) {
                Terms terms = doctor.terms().get(shift.location());
                if (terms != null && (location == null || location.equals(shift.location()))) {
                    Duration length = duration != null ? duration : terms.usualDuration();
                    addStarts(id, shift, length, terms.step(shift, length), range, found);
                }
            }
        });
        return found.stream()
                .sorted(Comparator.comparing((Wish wish) -> wish.visit().start())
                        .thenComparing(wish -> wish.doctor().value()))
                .distinct()
                .limit(limit)
                .toList();
    }

    private void addStarts(
            DoctorId id, Shift shift, Duration length, Duration step, TimeRange range, List<Wish> found) {
        for (TimeRange opening : shift.openings().ranges()) {
            Instant last = opening.end().minus(length);
            for (Instant start = opening.start(); !start.isAfter(last); start = start.plus(step)) {
                Wish wish = new Wish(id, shift.location(), TimeRange.starting(start, length));
                if (range.contains(start) && rules.judge(wish).isEmpty()) {
                    found.add(wish);
                }
            }
        }
    }
}
