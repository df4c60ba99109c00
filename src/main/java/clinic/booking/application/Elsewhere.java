package clinic.booking.application;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments.Closing;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the visits of a day could go that is to be shut: each to its own doctor as soon as possible after it, or else to
 * any, and no two to the same time.
 */
@Component
class Elsewhere {

    private static final Duration SIGHT = Duration.ofDays(28);
    private static final int OFFERED = 5;

    /** So many short visits at most take the place of one that is looked for. */
    private static final int TAKEN_BY_OTHERS = 4;

    private static final int MOST = 2000;

    private final Availability availability;
    private final Clock clock;

    Elsewhere(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    Map<AppointmentId, List<Slot>> of(Actor actor, List<AppointmentView> visits, Closing closing) {
        int enough = Math.min(MOST, OFFERED + TAKEN_BY_OTHERS * visits.size());
        List<Proposal> proposed = new ArrayList<>();
        Map<AppointmentId, List<Slot>> all = new LinkedHashMap<>();
        for (AppointmentView visit : visits) {
            List<Slot> own = open(actor, visit, visit.doctor(), closing, enough, proposed);
            List<Slot> times = own.size() >= OFFERED
                    ? own
                    : Stream.concat(own.stream(), open(actor, visit, null, closing, enough, proposed).stream())
                            .distinct()
                            .toList();
            if (!times.isEmpty()) {
                proposed.add(new Proposal(visit, times.getFirst()));
            }
            all.put(visit.id(), List.copyOf(times.subList(0, Math.min(OFFERED, times.size()))));
        }
        return all;
    }

    /** What is free, will not be shut and is proposed for nobody else. */
    private List<Slot> open(
            Actor actor,
            AppointmentView visit,
            @Nullable DoctorId doctor,
            Closing closing,
            int enough,
            List<Proposal> proposed) {
        Instant now = clock.instant();
        Instant from =
                closing.during().start().isBefore(now) ? now : closing.during().start();
        // Where all of it is shut there is nothing to look for before its end.
        Instant first =
                covers(closing, doctor, visit.location()) ? closing.during().end() : from;
        return availability
                .freeTimes(
                        actor,
                        new SlotQuery(
                                visit.type(),
                                doctor,
                                visit.location(),
                                visit.during().length(),
                                visit.patient(),
                                visit.moving(),
                                new TimeRange(first, first.plus(SIGHT)),
                                enough))
                .stream()
                .filter(slot -> !isWithin(closing, slot))
                .filter(slot -> proposed.stream().noneMatch(other -> other.isInTheWayOf(visit, slot)))
                .toList();
    }

    private static boolean isWithin(Closing closing, Slot slot) {
        return closing.during().overlaps(slot.during()) && covers(closing, slot.doctor(), slot.location());
    }

    private static boolean covers(Closing closing, @Nullable DoctorId doctor, LocationId location) {
        return (closing.doctor() == null || closing.doctor().equals(doctor))
                && (closing.location() == null || closing.location().equals(location));
    }

    private record Proposal(AppointmentView visit, Slot slot) {

        boolean isInTheWayOf(AppointmentView other, Slot wanted) {
            return slot.during().overlaps(wanted.during())
                    && (slot.doctor().equals(wanted.doctor()) || visit.patient().equals(other.patient()));
        }
    }
}
