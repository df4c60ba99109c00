package clinic.booking.application;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The times nearest to one that could not be had: with the same doctor, and where those are too few, with any. */
@Component
class Alternatives {

    private static final int WANTED = 3;
    private static final int ENOUGH = 2000;

    /** How far to look, near first: mostly the same days have other times, and nobody should wait for weeks to be searched. */
    private static final List<Duration> REACH = List.of(Duration.ofDays(1), Duration.ofDays(14));

    private final Availability availability;
    private final Clock clock;

    Alternatives(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    /**
     * What was wished for.
     *
     * @param doctor absent when any was asked for
     * @param patient absent when nobody in particular asks
     */
    record Wish(
            TypeId type,
            @Nullable DoctorId doctor,
            LocationId location,
            @Nullable PatientId patient,
            Instant start) {}

    List<Slot> near(Actor actor, Wish wanted) {
        List<Slot> found = new ArrayList<>();
        if (wanted.doctor() != null) {
            search(actor, wanted, wanted.doctor(), found);
        }
        if (found.size() < WANTED) {
            search(actor, wanted, null, found);
        }
        return List.copyOf(found);
    }

    private void search(Actor actor, Wish wanted, @Nullable DoctorId doctor, List<Slot> found) {
        Instant now = clock.instant();
        Instant around = wanted.start().isBefore(now) ? now : wanted.start();
        for (Duration reach : REACH) {
            Instant from = around.minus(reach).isBefore(now) ? now : around.minus(reach);
            SlotQuery query = new SlotQuery(
                    wanted.type(),
                    doctor,
                    wanted.location(),
                    null,
                    wanted.patient(),
                    new TimeRange(from, around.plus(reach)),
                    ENOUGH);
            availability.freeTimes(actor, query).stream()
                    .sorted(Comparator.comparing(slot -> Duration.between(
                                    wanted.start(), slot.during().start())
                            .abs()))
                    .filter(slot -> !found.contains(slot))
                    .limit((long) WANTED - found.size())
                    .forEach(found::add);
            if (found.size() == WANTED) {
                return;
            }
        }
    }
}
