package clinic.availability;

import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door to doctors' time: when it is free, taking it and letting it go, and the hours, absences and closures it is
 * made of. Whoever takes time or changes hours first locks the same calendar rows, so neither slips past the other.
 */
public interface Availability {

    /**
     * The times that can be picked, soonest first. For everybody; a time that is listed can be claimed with the same
     * values as long as nobody else was faster.
     *
     * @throws clinic.shared.NotFound for an unknown type, doctor or location
     * @throws clinic.shared.Invalid for a range of more than 92 days or a limit outside 1 to 2000
     */
    List<Slot> freeTimes(Actor actor, SlotQuery query);

    /**
     * Takes time, inside the caller's transaction, or says why not. The transaction must be rolled back on a refusal;
     * {@link clinic.platform.Transactions} does so when the refusal is returned.
     */
    ClaimOutcome claim(Actor actor, ClaimRequest request);

    /** Lets a claim go and takes the new time under the same id, as one step; otherwise as {@link #claim}. */
    ClaimOutcome move(Actor actor, ClaimRequest request);

    /** Lets a claim go, inside the caller's transaction. */
    void release(Actor actor, ClaimId claim);

    /** Orders the caller behind whoever else is changing these calendars; locks are held until the transaction ends. */
    void lock(Actor actor, List<UUID> calendars);

    List<WorkingPattern> patterns(Actor actor, DoctorId doctor);

    /** The dates of a doctor's patterns that touch the range, soonest first. */
    List<WorkingHours> hours(Actor actor, DoctorId doctor, TimeRange during);

    /** Replaces a doctor's whole week; for admins and the doctor. */
    ScheduleChange<List<WorkingPattern>> setPatterns(
            Actor actor, DoctorId doctor, List<WorkingPattern> patterns, boolean dryRun);

    /** Those that end after {@code from}, soonest first; doctors see their own only. */
    List<Absence> absences(Actor actor, DoctorId doctor, @Nullable TimeRange during);

    ScheduleChange<Absence> addAbsence(
            Actor actor, DoctorId doctor, TimeRange during, @Nullable String reason, boolean dryRun);

    ScheduleChange<Optional<Absence>> removeAbsence(Actor actor, DoctorId doctor, UUID absence, boolean dryRun);

    ScheduleChange<Closure> addClosure(
            Actor admin, @Nullable LocationId location, TimeRange during, String name, boolean dryRun);

    void removeClosure(Actor admin, ClosureId closure);

    /**
     * What a change of hours did, or in a dry run would do.
     *
     * @param leftOutside claims that stand but now lie outside the doctor's hours; they keep their time
     */
    record ScheduleChange<T>(T result, List<ClaimId> leftOutside) {}
}
