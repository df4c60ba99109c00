package clinic.booking.application;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.SlotQuery.Moving;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Policies;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The times nearest to one that could not be had: with the same doctor, and where those are too few, with any. Each at another
 * instant, as long as there are as many.
 */
@Component
class Alternatives {

    private static final int WANTED = 3;
    private static final int ENOUGH = 2000;

    /** How far to look, near first: mostly the same hours have other times, and nobody should wait for weeks to be searched. */
    private static final List<Duration> REACH =
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(14));

    /** How much farther then, again and again, until all is searched that can be booked. */
    private static final Duration FARTHER = Duration.ofDays(92);

    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    Alternatives(Availability availability, Directory directory, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What was wished for.
     *
     * @param doctor absent when any was asked for
     * @param duration absent means the usual one with each doctor
     * @param patient absent when nobody in particular asks
     * @param moving where the visit is now; absent for a new one
     */
    record Wish(
            TypeId type,
            @Nullable DoctorId doctor,
            LocationId location,
            @Nullable Duration duration,
            @Nullable PatientId patient,
            @Nullable Moving moving,
            Instant start) {}

    List<Slot> near(Actor actor, Wish wanted) {
        Search search = new Search(actor, wanted);
        if (wanted.doctor() != null) {
            search.with(wanted.doctor());
        }
        if (search.found.size() < WANTED) {
            search.with(null);
        }
        return List.copyOf(search.found);
    }

    private final class Search {

        private final Actor actor;
        private final Wish wanted;
        private final Instant now = clock.instant();
        private final List<Slot> found = new ArrayList<>();

        Search(Actor actor, Wish wanted) {
            this.actor = actor;
            this.wanted = wanted;
        }

        /** Goes outwards from the wish, or from where the times that can be booked begin or end when it lies beyond. */
        void with(@Nullable DoctorId doctor) {
            Instant last = now.plus(horizon(doctor));
            Instant end = last.plusSeconds(1);
            Instant centre = wanted.start().isBefore(now) ? now : wanted.start().isAfter(last) ? last : wanted.start();
            List<Slot> atTheSameInstants = new ArrayList<>();
            Instant from = centre;
            Instant to = centre;
            for (int i = 0; from.isAfter(now) || to.isBefore(end); i++) {
                Duration step = i < REACH.size() ? REACH.get(i) : FARTHER;
                Instant earlier = from.minus(step).isBefore(now) ? now : from.minus(step);
                Instant later = to.plus(step).isAfter(end) ? end : to.plus(step);
                List<Slot> ring = Stream.concat(
                                latest(doctor, earlier, from).stream(), free(doctor, to, later).stream())
                        .sorted(Comparator.comparing(slot -> Duration.between(
                                        wanted.start(), slot.during().start())
                                .abs()))
                        .filter(slot -> !found.contains(slot))
                        .toList();
                for (Slot slot : ring) {
                    if (found.stream().anyMatch(other -> beginTogether(slot, other))) {
                        atTheSameInstants.add(slot);
                    } else if (found.size() < WANTED) {
                        found.add(slot);
                    }
                }
                if (found.size() == WANTED) {
                    return;
                }
                from = earlier;
                to = later;
            }
            found.addAll(atTheSameInstants.subList(0, Math.min(atTheSameInstants.size(), WANTED - found.size())));
        }

        private Duration horizon(@Nullable DoctorId doctor) {
            Policies policies = directory.policies(actor);
            Stream<DoctorId> doctors = doctor != null
                    ? Stream.of(doctor)
                    : directory.doctors(actor, wanted.type(), wanted.location(), null).stream()
                            .map(Doctor::id);
            return doctors.map(id -> policies.of(wanted.type(), id).horizon())
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        /** Of more times than can be listed at once those that come last, which are the nearest to a wish after them. */
        private List<Slot> latest(@Nullable DoctorId doctor, Instant from, Instant to) {
            List<Slot> slots = free(doctor, from, to);
            Duration half = Duration.between(from, to).dividedBy(2);
            if (slots.size() < ENOUGH || half.compareTo(Duration.ofMinutes(1)) < 0) {
                return slots;
            }
            List<Slot> later = latest(doctor, from.plus(half), to);
            return later.stream().map(slot -> slot.during().start()).distinct().count() >= WANTED
                    ? later
                    : Stream.concat(latest(doctor, from, from.plus(half)).stream(), later.stream())
                            .toList();
        }

        private List<Slot> free(@Nullable DoctorId doctor, Instant from, Instant to) {
            return !from.isBefore(to)
                    ? List.of()
                    : availability.freeTimes(
                            actor,
                            new SlotQuery(
                                    wanted.type(),
                                    doctor,
                                    wanted.location(),
                                    wanted.duration(),
                                    wanted.patient(),
                                    wanted.moving(),
                                    new TimeRange(from, to),
                                    ENOUGH));
        }

        private static boolean beginTogether(Slot one, Slot other) {
            return one.during().start().equals(other.during().start());
        }
    }
}
