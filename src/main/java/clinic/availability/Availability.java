package clinic.availability;

import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one door to doctors' time: when it is free, taking it and letting it go, and the hours, absences and closures it is
 * made of. Whoever takes time or changes hours first locks the same calendar rows, so neither slips past the other.
 */
public interface Availability {

    /** How far ahead {@link #thirdNext} looks. */
    Duration LOOKED_AHEAD = Duration.ofDays(90);

    /**
     * The times that can be picked, soonest first. For everybody; a time that is listed can be claimed with the same
     * values as long as nobody else was faster.
     *
     * @throws clinic.shared.NotFound for an unknown type, doctor or location
     * @throws clinic.shared.Invalid for a range of more than 92 days or a limit outside 1 to 2000
     */
    List<Slot> freeTimes(Actor actor, SlotQuery query);

    /**
     * As {@link #freeTimes}, for a page that asks more than one thing of the same times: what is said of them is read once.
     *
     * @param query its range is the longest that may be asked about, its limit how many are wanted in all
     */
    <T> T browse(Actor actor, SlotQuery query, Function<Times, T> look);

    /**
     * Why none of the doctors who are asked for can be had at the start of the query's range: of their reasons the one
     * that the rule book asks for last, as that doctor came nearest. Empty when one of them can. For everybody.
     */
    Optional<NotBookable> reasonAgainst(Actor actor, SlotQuery query);

    /**
     * Every rule for a visit that begins at the start of the query's range, with the value it goes by; for admins and
     * the doctor.
     *
     * @param query names a doctor; without a location that where the doctor works then is meant
     * @param asOf as it was at an instant, for nobody in particular; absent means as it is
     * @throws clinic.shared.NotFound for a doctor who asks about a colleague
     * @throws clinic.shared.Invalid for an instant that is to come
     */
    Explanation explain(Actor staff, SlotQuery query, @Nullable Instant asOf);

    /**
     * Takes time, inside the caller's transaction, or says why not. The transaction must be rolled back on a refusal;
     * {@link clinic.platform.Transactions} does so when the refusal is returned.
     */
    ClaimOutcome claim(Actor actor, ClaimRequest request);

    /** Lets a claim go and takes the new time under the same id, as one step; otherwise as {@link #claim}. */
    ClaimOutcome move(Actor actor, ClaimRequest request);

    /**
     * Keeps a time for a patient for five minutes. Patients hold for themselves, admins for everybody; whoever holds one
     * lets the one before go. To others it is taken. A claim for the same patient lets it go: that is how it is booked.
     *
     * @throws clinic.shared.NotFound for a patient, doctor, place or type that the actor cannot see
     * @throws clinic.shared.Invalid when an admin names no patient
     */
    HoldOutcome hold(Actor actor, HoldRequest request);

    /** Five minutes more, once. @throws clinic.shared.NotFound for a hold that the actor cannot see */
    HoldOutcome extendHold(Actor actor, HoldId hold);

    /** Its time is free at once. @throws clinic.shared.NotFound for a hold that the actor cannot see */
    void releaseHold(Actor actor, HoldId hold);

    /** Known for an hour after it expired. @throws clinic.shared.NotFound for a hold that the actor cannot see */
    Hold hold(Actor actor, HoldId hold);

    /** Lets a claim go, inside the caller's transaction. */
    void release(Actor actor, ClaimId claim);

    /**
     * Orders the caller behind whoever else is changing these calendars; locks are held until the transaction ends.
     *
     * @param calendars ids of doctors and patients
     */
    void lock(Actor actor, List<UUID> calendars);

    /** A doctor's week as it is kept; for everybody. @throws clinic.shared.NotFound for an unknown doctor */
    List<WorkingPattern> patterns(Actor actor, DoctorId doctor);

    /**
     * Where the doctor has most hours in the week, or else the first location; on its clock is read what a doctor says
     * without naming a place. Empty while the clinic has no location.
     */
    Optional<Location> usualLocation(Actor actor, DoctorId doctor);

    /**
     * When doctors work and are away: of many in as many statements as of one. For admins; doctors see themselves only.
     *
     * @throws clinic.shared.NotFound when one of them is not the actor's to see
     */
    Map<DoctorId, DoctorTime> time(Actor actor, Collection<DoctorId> doctors, TimeRange during);

    /**
     * When in the range each doctor could be seen: the hours as they are kept now, without breaks, closures and time
     * away, whatever is booked. For admins; of many doctors in as many statements as of one.
     *
     * @param location absent means every place
     * @throws clinic.shared.NotFound for anybody else
     */
    Map<DoctorId, OpenTime> openTime(
            Actor admin, Collection<DoctorId> doctors, @Nullable LocationId location, TimeRange during);

    /**
     * How soon each doctor who gives this type can be had, by nobody in particular. For admins; of many doctors in
     * as many statements as of one.
     *
     * @param location absent means wherever they work
     * @throws clinic.shared.NotFound for anybody else, and for an unknown type or location
     */
    List<NextAvailable> thirdNext(Actor admin, TypeId type, @Nullable LocationId location);

    /** The dates on which a doctor works that touch the range, soonest first. */
    List<WorkingHours> hours(Actor actor, DoctorId doctor, TimeRange during);

    /**
     * Replaces a doctor's whole week; for admins and the doctor. Visits that it leaves outside keep their time and are named.
     *
     * @throws clinic.shared.Invalid naming each field that cannot be meant
     */
    ScheduleChange<List<WorkingPattern>> setPatterns(
            Actor actor, DoctorId doctor, List<WorkingPattern> patterns, boolean dryRun);

    /**
     * The times that could be picked if the doctor's week were this one, soonest first and at most 2,000; nothing is kept.
     * For admins and the doctor.
     *
     * @param starting the times begin in this range; at most 92 days
     * @throws clinic.shared.Invalid as {@link #setPatterns} does
     */
    List<Slot> freeTimesIf(Actor actor, DoctorId doctor, List<WorkingPattern> week, TypeId type, TimeRange starting);

    /**
     * Replaces all that a doctor offers; for admins and the doctor. Visits of a kind that is not offered at their place any
     * more keep their time and are named; those whose kind is, keep the length and buffers they were booked with.
     *
     * @throws clinic.shared.Invalid naming each field that cannot be meant
     */
    ScheduleChange<List<Offer>> setOffers(Actor actor, DoctorId doctor, List<Offer> offers, boolean dryRun);

    /** @param during absent means from now on; soonest first. Doctors see their own only. */
    List<Absence> absences(Actor actor, DoctorId doctor, @Nullable TimeRange during);

    /**
     * Takes a doctor out for a while, two years at most; for admins and the doctor, who alone read the reason.
     *
     * @throws clinic.shared.Invalid for a range or reason that cannot be kept
     */
    ScheduleChange<Absence> addAbsence(
            Actor actor, DoctorId doctor, TimeRange during, @Nullable String reason, boolean dryRun);

    /**
     * Takes a doctor out for all that an iCalendar file (RFC 5545) says is taken, and for nothing when one of its events
     * cannot be read; for admins and the doctor. What repeats is followed for two years, what is over is left out, and
     * what the events are about is not kept. The same file again changes nothing.
     *
     * @param calendar at most 1 MB, and at most 1,000 absences
     * @param location on whose clock whole days and times without a zone are meant; absent means where the doctor works most
     * @throws clinic.shared.Invalid naming the event that cannot be meant, by its number in the file
     */
    ScheduleChange<ImportedAbsences> importAbsences(
            Actor actor, DoctorId doctor, String calendar, @Nullable LocationId location, boolean dryRun);

    /** @throws clinic.shared.NotFound for an absence that this doctor does not have */
    ScheduleChange<Optional<Absence>> removeAbsence(Actor actor, DoctorId doctor, UUID absence, boolean dryRun);

    /**
     * The dates on which a doctor's week does not hold, by date, place and time. Doctors see their own only.
     *
     * @param from the first date; absent means today on each location's clock
     * @param to the last date; absent means all that are to come
     */
    List<WorkingException> exceptions(Actor actor, DoctorId doctor, @Nullable LocalDate from, @Nullable LocalDate to);

    /**
     * Extra hours on one date at one location, or none of the week's there; for admins and the doctor. The visits that this
     * leaves outside keep their time and are named.
     *
     * @param stretch on the location's clock; absent means closed
     * @throws clinic.shared.Invalid naming each field that cannot be meant, beside what is kept for that date already
     */
    ScheduleChange<WorkingException> addException(
            Actor actor,
            DoctorId doctor,
            LocationId location,
            LocalDate date,
            WorkingException.@Nullable Stretch stretch,
            boolean dryRun);

    /** @throws clinic.shared.NotFound for an exception that this doctor does not have */
    ScheduleChange<Optional<WorkingException>> removeException(
            Actor actor, DoctorId doctor, UUID exception, boolean dryRun);

    /**
     * Shuts a place, or the whole clinic, for a while; for admins. The visits in it keep their time and are named.
     *
     * @param location absent means every place
     */
    ScheduleChange<Closure> addClosure(
            Actor admin, @Nullable LocationId location, TimeRange during, String name, boolean dryRun);

    /** For admins; takes back within what it left outside. @throws clinic.shared.NotFound for an unknown closure */
    void removeClosure(Actor admin, ClosureId closure);

    /**
     * What a change of a schedule did, or in a dry run would do.
     *
     * @param leftOutside claims that stand, are not over and lie outside by this change; they keep their time
     */
    record ScheduleChange<T>(T result, List<ClaimId> leftOutside) {}
}
