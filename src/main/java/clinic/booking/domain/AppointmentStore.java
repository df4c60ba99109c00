package clinic.booking.domain;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments.Filter;
import clinic.booking.Attendance;
import clinic.booking.Attention.Kept;
import clinic.booking.RequestBackground;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where appointments are kept. It finds only what the actor of the transaction may see, and never a deleted one. */
public interface AppointmentStore {

    Optional<Appointment> find(AppointmentId id);

    /** Waits for whoever is changing it and keeps it until the transaction ends. */
    Optional<Appointment> lock(AppointmentId id);

    /** Requests that nobody has answered in time; waits for whoever is changing them and keeps them until the transaction ends. */
    List<Appointment> lockExpired(Instant now, int limit);

    void add(Appointment appointment, @Nullable String note);

    /** Writes the state and the last step, which are checked against each other at the commit. */
    void update(Appointment appointment);

    /** Writes what is known of the patient being there. */
    void attend(AppointmentId appointment, @Nullable Attendance attendance);

    /** Remembers what a key stands for; empty when it is new, else what it stood for before. */
    Optional<KeyUse> useKey(Actor actor, String key, byte[] request, AppointmentId appointment, Instant now);

    /** What a key stands for; empty when it is new. */
    Optional<KeyUse> usedKey(Actor actor, String key);

    Optional<Sight> sight(Actor actor, AppointmentId id);

    /** @param now what has waited long is told by */
    List<Sight> sights(Actor actor, Filter filter, Instant now);

    /** In order of start. */
    List<Sight> sights(Actor actor, Collection<AppointmentId> ids);

    /** Of each of these patients the last visit that has begun, and the first that stands after it; in order of start. */
    List<Sight> lastAndNext(Actor actor, Collection<PatientId> patients, Instant now);

    /** Those that are listed, not kept, and end after this instant; in order of start. */
    List<Sight> needingAttention(
            Actor staff,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            Instant now,
            @Nullable AppointmentId after,
            int limit);

    /** Of those that the actor of the transaction may see. */
    Map<AppointmentId, RequestBackground> backgrounds(Collection<AppointmentId> requests, Instant now);

    /** @param now as for {@link #sights(Actor, Filter, Instant)} */
    Map<Status, Integer> counts(Filter filter, Instant now);

    List<Transition> history(AppointmentId id);

    List<LatestSight> latest(Actor actor, boolean overriddenOnly, int limit);

    /** An idempotency key that was used before. */
    record KeyUse(byte[] request, AppointmentId appointment) {}

    /** An appointment as it is shown. @param attention for staff */
    record Sight(
            Appointment appointment,
            ZoneId zone,
            @Nullable String note,
            @Nullable Listed attention) {}

    /** That a change of hours left it outside. */
    record Listed(
            Set<Cause> causes, Instant since, @Nullable Kept kept) {}

    /** A step and the appointment as it is now. @see LatestStep */
    record LatestSight(Sight sight, Transition transition) {}
}
