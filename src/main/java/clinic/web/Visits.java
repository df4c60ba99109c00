package clinic.web;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Filter;
import clinic.booking.Status;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a patient's own appointments and puts the names to them. */
@Component
class Visits {

    static final int PAST_SHOWN = 20;

    private static final Set<Status> OPEN = Status.which(Status::isOpen);
    private static final Set<Status> CALLED_OFF = EnumSet.of(Status.REJECTED, Status.CANCELLED);
    private static final Set<Status> ALL = EnumSet.complementOf(EnumSet.of(Status.DELETED));
    private static final Duration LONGEST_VISIT = Duration.ofHours(24);
    private static final Set<Status> SEEN_OR_COMING =
            Status.which(status -> status.isOpen() || status == Status.COMPLETED);
    private static final int MANY = 200;
    private static final int LATELY = 20;

    private final Appointments appointments;
    private final Directory directory;
    private final Clock clock;

    Visits(Appointments appointments, Directory directory, Clock clock) {
        this.appointments = appointments;
        this.directory = directory;
        this.clock = clock;
    }

    /** One that is the actor's; anybody else's is {@link clinic.shared.NotFound}. */
    Visit visit(Actor actor, AppointmentId id) {
        return named(actor, List.of(appointments.appointment(actor, id))).getFirst();
    }

    Visit named(Actor actor, AppointmentView appointment) {
        return named(actor, List.of(appointment)).getFirst();
    }

    /** What lies ahead or is going on, soonest first. */
    List<Visit> ahead(Actor actor) {
        Instant now = clock.instant();
        return named(
                actor,
                list(actor, OPEN, now.minus(LONGEST_VISIT), null, false, null, MANY).stream()
                        .filter(a -> a.during().end().isAfter(now))
                        .toList());
    }

    /** What is over, newest first, and on the first page also what was called off before its time came. */
    List<Visit> past(Actor actor, @Nullable AppointmentId after) {
        Instant now = clock.instant();
        Stream<AppointmentView> calledOff =
                after == null ? list(actor, CALLED_OFF, now, null, true, null, MANY).stream() : Stream.empty();
        Stream<AppointmentView> over = list(actor, ALL, null, now, true, after, PAST_SHOWN + 1).stream()
                .filter(a -> !a.status().isOpen() || !a.during().end().isAfter(now));
        return named(actor, Stream.concat(calledOff, over).toList());
    }

    /** Whom the actor mostly sees, of visits that were or are to come; of equals the one of the latest. */
    Optional<DoctorId> usualDoctor(Actor actor) {
        if (!actor.is(Actor.Role.PATIENT)) {
            return Optional.empty();
        }
        Map<DoctorId, Long> visits = list(actor, SEEN_OR_COMING, null, null, true, null, LATELY).stream()
                .collect(Collectors.groupingBy(AppointmentView::doctor, LinkedHashMap::new, Collectors.counting()));
        long most = visits.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return visits.keySet().stream()
                .filter(doctor -> most == visits.getOrDefault(doctor, 0L))
                .findFirst();
    }

    /** The patient's own that is open and has this very time, which he can then not have once more. */
    Optional<Visit> own(Actor actor, PickedTime time) {
        if (!actor.is(Actor.Role.PATIENT)) {
            return Optional.empty();
        }
        Instant start = time.start();
        Filter thatTime =
                new Filter(OPEN, start, start.plusSeconds(1), time.doctor(), null, time.location(), false, null, 1);
        return named(actor, appointments.appointments(actor, thatTime)).stream().findFirst();
    }

    private List<AppointmentView> list(
            Actor actor,
            Set<Status> statuses,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean newestFirst,
            @Nullable AppointmentId after,
            int limit) {
        return appointments.appointments(
                actor, new Filter(statuses, from, to, null, null, null, newestFirst, after, limit));
    }

    private List<Visit> named(Actor actor, List<AppointmentView> list) {
        if (list.isEmpty()) {
            return List.of();
        }
        Set<DoctorId> ids = list.stream().map(AppointmentView::doctor).collect(Collectors.toSet());
        Map<DoctorId, Doctor> doctors =
                directory.doctors(actor, ids).stream().collect(Collectors.toMap(Doctor::id, Function.identity()));
        Map<LocationId, Location> locations =
                directory.locations(actor).stream().collect(Collectors.toMap(Location::id, Function.identity()));
        Map<TypeId, AppointmentType> types =
                directory.types(actor).stream().collect(Collectors.toMap(AppointmentType::id, Function.identity()));
        return list.stream()
                .map(a -> new Visit(
                        a,
                        named(doctors.get(a.doctor())),
                        named(locations.get(a.location())),
                        named(types.get(a.type()))))
                .toList();
    }

    private static <T> T named(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("An appointment names what the directory does not list");
        }
        return found;
    }
}
