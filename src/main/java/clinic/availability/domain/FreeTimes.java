package clinic.availability.domain;

import clinic.availability.PartOfDay;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the times that can be picked: every start on a grid that the rule book finds nothing against. */
public final class FreeTimes {

    private final Facts facts;
    private final @Nullable Wish unwanted;
    private final @Nullable PartOfDay part;
    private final RuleBook rules;

    public FreeTimes(Facts facts) {
        this(facts, null, null);
    }

    /**
     * @param unwanted is not listed although it is free: where a visit that moves is now
     * @param part absent means at any time of the day
     */
    public FreeTimes(Facts facts, @Nullable Wish unwanted, @Nullable PartOfDay part) {
        this.facts = facts;
        this.unwanted = unwanted;
        this.part = part;
        this.rules = new RuleBook(facts);
    }

    /**
     * Bookable wishes that begin in the range, soonest first, at most {@code limit}. Of doctors who are free at the same
     * instant the one who is booked least on that day comes first, of equals another one at each start, so that those who ask
     * for anybody spread over all, also when they ask at once.
     *
     * @param location absent means wherever the doctors work
     * @param duration absent means the usual one with each doctor
     */
    public List<Wish> starting(TimeRange range, @Nullable LocationId location, @Nullable Duration duration, int limit) {
        return soonest(facts.doctors().keySet(), range, location, duration, limit);
    }

    /**
     * Of each doctor who has so many the bookable wish of this number in the range, 1 being the soonest; otherwise as
     * {@link #starting}.
     */
    public List<Wish> soonestOfEach(
            TimeRange range, @Nullable LocationId location, @Nullable Duration duration, int number) {
        return facts.doctors().keySet().stream()
                .flatMap(doctor -> soonest(Set.of(doctor), range, location, duration, number).stream()
                        .skip(number - 1L))
                .toList();
    }

    private List<Wish> soonest(
            Set<DoctorId> doctors,
            TimeRange range,
            @Nullable LocationId location,
            @Nullable Duration duration,
            int limit) {
        PriorityQueue<Starts> soonest = new PriorityQueue<>(Comparator.comparing((Starts starts) -> starts.next));
        for (DoctorId id : doctors) {
            DoctorFacts doctor = facts.doctor(id);
            for (Shift shift : doctor.shifts()) {
                Terms terms = doctor.terms().get(shift.location());
                if (terms != null && (location == null || location.equals(shift.location()))) {
                    Duration length = duration != null ? duration : terms.usualDuration();
                    if (!terms.durations().contains(length)) {
                        continue;
                    }
                    for (TimeRange opening : shift.openings().ranges()) {
                        var starts =
                                new Starts(id, shift.location(), length, terms.step(shift, length), opening, range);
                        if (starts.areLeft()) {
                            soonest.add(starts);
                        }
                    }
                }
            }
        }
        List<Wish> found = new ArrayList<>();
        while (!soonest.isEmpty() && found.size() < limit) {
            found.addAll(bookable(together(soonest)));
        }
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }

    /** Takes off the queue all wishes that begin at the soonest instant. */
    private static List<Wish> together(PriorityQueue<Starts> soonest) {
        List<Wish> wishes = new ArrayList<>();
        Starts first = soonest.element();
        Instant start = first.next;
        for (Starts starts = first; starts != null && starts.next.equals(start); starts = soonest.peek()) {
            soonest.remove();
            wishes.add(starts.take());
            if (starts.areLeft()) {
                soonest.add(starts);
            }
        }
        return wishes;
    }

    private List<Wish> bookable(List<Wish> wishes) {
        return wishes.stream()
                .distinct()
                .filter(wish -> !wish.equals(unwanted))
                .filter(this::isInThePart)
                .filter(wish -> rules.judge(wish).isEmpty())
                .sorted(Comparator.comparing(rules::bookedThatDay)
                        .thenComparing(FreeTimes::turn)
                        .thenComparing(wish -> wish.doctor().value()))
                .toList();
    }

    private boolean isInThePart(Wish wish) {
        return part == null
                || part.holds(LocalTime.ofInstant(
                        wish.visit().start(), facts.place(wish.location()).zone()));
    }

    /** The same for everybody who asks, and in no order that one doctor leads at every start. */
    private static int turn(Wish wish) {
        return Objects.hash(wish.doctor(), wish.visit().start()) * 0x9E3779B9;
    }

    /** The starts of one opening, from the first in the range on. */
    private static final class Starts {

        private final DoctorId doctor;
        private final LocationId location;
        private final Duration length;
        private final Duration step;
        private final TimeRange range;
        private final Instant last;
        private Instant next;

        Starts(
                DoctorId doctor,
                LocationId location,
                Duration length,
                Duration step,
                TimeRange opening,
                TimeRange range) {
            this.doctor = doctor;
            this.location = location;
            this.length = length;
            this.step = step;
            this.range = range;
            this.last = opening.end().minus(length);
            long behind = Duration.between(opening.start(), range.start()).toMillis();
            long steps = Math.max(0, Math.ceilDiv(behind, step.toMillis()));
            this.next = opening.start().plus(step.multipliedBy(steps));
        }

        boolean areLeft() {
            return !next.isAfter(last) && next.isBefore(range.end());
        }

        Wish take() {
            var wish = new Wish(doctor, location, TimeRange.starting(next, length));
            next = next.plus(step);
            return wish;
        }
    }
}
