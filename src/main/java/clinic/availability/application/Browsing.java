package clinic.availability.application;

import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.SlotQuery.Moving;
import clinic.availability.Times;
import clinic.availability.application.FactsReader.Reading;
import clinic.availability.domain.Facts;
import clinic.availability.domain.FreeTimes;
import clinic.availability.domain.Terms;
import clinic.availability.domain.Wish;
import clinic.directory.DoctorId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what is free of what was read. What is taken is read for the stretch that is asked about, and for some days at
 * first where a few times are wanted of a long one: mostly those have them, and nobody should wait for three months to be
 * searched. A page that wants many in all begins with a week, so that its later questions need no further reading.
 */
final class Browsing implements Times {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration OVER_A_WEEKEND = Duration.ofDays(4);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FEW = 100;
    private static final int MANY_DOCTORS = 300;

    private final Reading reading;
    private final SlotQuery query;
    private final Duration firstLook;
    private @Nullable Look last;

    Browsing(Reading reading, SlotQuery query) {
        this.reading = reading;
        this.query = query;
        this.firstLook = query.limit() > FEW ? WEEK : reading.doctors().size() > MANY_DOCTORS ? DAY : OVER_A_WEEKEND;
    }

    /** What is free of everybody in a stretch. */
    private record Look(TimeRange stretch, Facts facts, FreeTimes times) {}

    @Override
    public List<Slot> starting(TimeRange range, int limit) {
        Instant soon = range.start().plus(firstLook);
        if (limit > FEW || !soon.isBefore(range.end())) {
            return free(range, limit);
        }
        List<Slot> found = new ArrayList<>(free(new TimeRange(range.start(), soon), limit));
        if (found.size() < limit) {
            found.addAll(free(new TimeRange(soon, range.end()), limit - found.size()));
        }
        return found;
    }

    @Override
    public Map<DoctorId, Slot> soonestOfEach(Collection<DoctorId> doctors, TimeRange range) {
        return soonestOfEach(doctors, range, 1);
    }

    /** As the other, of each doctor not the first but the one of this number. */
    Map<DoctorId, Slot> soonestOfEach(Collection<DoctorId> doctors, TimeRange range, int number) {
        Map<DoctorId, Slot> soonest = new HashMap<>();
        Instant week = range.start().plus(WEEK);
        if (week.isBefore(range.end())) {
            addSoonest(soonest, doctors, new TimeRange(range.start(), week), number);
            // Who has some in the first week, only not enough, is counted from its beginning again.
            addSoonest(soonest, doctors, new TimeRange(number == 1 ? week : range.start(), range.end()), number);
        } else {
            addSoonest(soonest, doctors, range, number);
        }
        return soonest;
    }

    private void addSoonest(Map<DoctorId, Slot> soonest, Collection<DoctorId> doctors, TimeRange range, int number) {
        Set<DoctorId> left = new HashSet<>(doctors);
        left.removeAll(soonest.keySet());
        if (!left.isEmpty()) {
            Facts facts = reading.facts(left, range);
            freeTimes(facts)
                    .soonestOfEach(range, query.location(), query.duration(), number)
                    .forEach(wish -> soonest.put(wish.doctor(), slot(facts, wish)));
        }
    }

    private List<Slot> free(TimeRange range, int limit) {
        Look look = last;
        if (look == null || !look.stretch.contains(range)) {
            Facts facts = reading.facts(range);
            look = new Look(range, facts, freeTimes(facts));
            last = look;
        }
        Facts facts = look.facts;
        return look.times.starting(range, query.location(), query.duration(), limit).stream()
                .map(wish -> slot(facts, wish))
                .toList();
    }

    private FreeTimes freeTimes(Facts facts) {
        Moving moving = query.moving();
        return new FreeTimes(
                facts,
                moving == null ? null : new Wish(moving.doctor(), moving.location(), moving.visit()),
                query.part());
    }

    private Slot slot(Facts facts, Wish wish) {
        Terms terms = Objects.requireNonNull(facts.doctor(wish.doctor()).terms().get(wish.location()));
        return new Slot(
                wish.doctor(),
                wish.location(),
                query.type(),
                wish.visit(),
                facts.place(wish.location()).zone(),
                terms.instant());
    }
}
