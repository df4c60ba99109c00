package clinic.booking;

import clinic.availability.HoldId;
import clinic.availability.Slot;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one door to appointments. Patients reach their own, doctors those assigned to them, admins all; anything else is
 * {@link clinic.shared.NotFound}, like an appointment that never was. Each change is one transaction: the state, its time
 * in the ledger, the history, the audit trail and the messages are written together or not at all.
 */
public interface Appointments {

    /**
     * Books a time, or requests it where the doctor approves first. Patients book for themselves, doctors into their own
     * calendar, admins for everybody. A repeated key answers with the appointment as it is by then, as long as there is one.
     *
     * @throws clinic.shared.NotFound for a patient, doctor, place, type or hold that the actor cannot see, and for a hold of
     *     another patient
     * @throws clinic.shared.Invalid for a note or a key that cannot be kept, and when staff name no patient
     */
    BookingOutcome book(Actor actor, Booking booking);

    /**
     * As {@link #book}, for somebody who already stands at the desk: the arrival is noted with the booking or neither is. For
     * staff.
     */
    BookingOutcome walkIn(Actor staff, Booking booking);

    /**
     * The free times nearest to one that could not be had, such as a refused booking names: at most three, with this
     * doctor and, where those are too few, with any. For everybody; a patient is offered no time he is busy at.
     *
     * @param duration absent means the usual one with each doctor
     */
    List<Slot> nearest(
            Actor actor, TypeId type, DoctorId doctor, LocationId location, Instant start, @Nullable Duration duration);

    /**
     * As the other, for a booking that staff would make: no time is offered at which the patient is busy.
     *
     * @param booking names its doctor
     */
    List<Slot> nearest(Actor staff, Booking booking);

    /**
     * As the other, for a visit that could not be moved to where it was wanted: its own time is in nobody's way.
     *
     * @throws clinic.shared.NotFound for one that the actor may not see
     */
    List<Slot> nearest(Actor actor, AppointmentId id, Move move);

    /** Agrees to a request, or to a move the patient asked for. For the doctor and admins; not after its start. */
    BookingOutcome approve(Actor actor, AppointmentId id, Change change);

    /** Declines a request or a patient's move, with a reason; its time is free at once. For the doctor and admins. */
    BookingOutcome reject(Actor actor, AppointmentId id, Change change);

    /**
     * Moves to another time; the new one is taken and the old let go in the same transaction. A patient's move waits for the
     * doctor unless the type books at once, the clinic's for the patient, and stands meanwhile. Patients only before the
     * cut-off, and as often as the policy allows.
     *
     * @throws clinic.shared.Invalid (UNCHANGED) when nothing would move
     */
    BookingOutcome move(Actor actor, AppointmentId id, Move move, Change change);

    /** The side that was asked agrees to a move. */
    BookingOutcome accept(Actor actor, AppointmentId id, Change change);

    /** Calls a visit off; its time is free at once. Patients only before the cut-off, staff only with a reason. */
    BookingOutcome cancel(Actor actor, AppointmentId id, Change change);

    /**
     * Opens a request again that was approved or declined by mistake; for its doctor and admins, within
     * {@link Transition#TAKEN_BACK_WITHIN}, before anybody is told. It waits as long as it would have without the answer. A
     * time that was let go and taken by somebody else meanwhile is refused.
     */
    BookingOutcome takeBackAnswer(Actor actor, AppointmentId id, Change change);

    /** The visit took place. For the doctor and admins, from its start on. */
    BookingOutcome complete(Actor actor, AppointmentId id, Change change);

    /** The patient did not come. For the doctor and admins, after the policy's grace from its start. */
    BookingOutcome markNoShow(Actor actor, AppointmentId id, Change change);

    /**
     * The patient is there. For the doctor and admins, from twelve hours before the start on, while the appointment stands; a
     * fact with who and when beside the state, so that nobody is told and the version stays.
     */
    BookingOutcome arrive(Actor actor, AppointmentId id, Change change);

    /** The patient was noted as arrived by mistake; not once the visit has begun. Otherwise as {@link #arrive}. */
    BookingOutcome takeBackArrival(Actor actor, AppointmentId id, Change change);

    /** The patient goes in. Otherwise as {@link #arrive}, which it includes. */
    BookingOutcome beginVisit(Actor actor, AppointmentId id, Change change);

    /** An admin's correction of COMPLETED to NO_SHOW or back, with a reason. */
    BookingOutcome correct(Actor admin, AppointmentId id, Status to, Change change);

    /** Removes a mistaken entry from every list; its time is free, its history stays. Answers the last view of it. */
    BookingOutcome delete(Actor admin, AppointmentId id, Change change);

    /**
     * Decides that a visit stays where a change of hours has left it; for admins, with a reason. It is off the list of what
     * needs attention until another change leaves it outside, and the patient is told that it stands.
     */
    BookingOutcome keep(Actor admin, AppointmentId id, Change change);

    /**
     * The visits that are not over and that a change of hours left outside, until each is moved, kept or called off; in
     * order of start. Doctors see those assigned to them, admins all, patients none.
     *
     * @param doctor absent means every doctor
     * @param location absent means every place
     * @param after the last appointment of the page before
     * @param limit 1 to 500
     */
    List<AppointmentView> needingAttention(
            Actor staff,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable AppointmentId after,
            int limit);

    /**
     * Where visits could go that a closing is against. Of each at most five times, none of them within the closing, the one to
     * propose first: with its doctor, or else with any, within four weeks. No two proposals are in each other's way. A visit
     * without any such time has an empty list.
     */
    Map<AppointmentId, List<Slot>> elsewhere(Actor staff, Collection<AppointmentId> visits, Closing closing);

    /**
     * The visit that each of these patients had last or has now, and the one that comes next, as far as the actor may see
     * them; in as many statements for many as for one. Who has neither is not among them.
     */
    Map<PatientId, LastAndNext> lastAndNext(Actor actor, Collection<PatientId> patients);

    /** @throws clinic.shared.NotFound for one that the actor may not see, or that was deleted */
    AppointmentView appointment(Actor actor, AppointmentId id);

    /** Every step it took, from the first; for whoever may see it. @throws clinic.shared.NotFound otherwise */
    List<Transition> history(Actor actor, AppointmentId id);

    /** In order of start. The next page continues after the last of this one. */
    List<AppointmentView> appointments(Actor actor, Filter filter);

    /** These, in order of start; those that the actor may not see or that were deleted are left out. */
    List<AppointmentView> appointments(Actor actor, Collection<AppointmentId> ids);

    /**
     * What is known of these requests' patients: of many in one statement, as of one. Doctors see those assigned to them,
     * admins all, patients none; those that are not to be seen are left out.
     */
    Map<AppointmentId, RequestBackground> backgrounds(Actor staff, Collection<AppointmentId> ids);

    /** How many there are in each state, under the filter without its limit. */
    Map<Status, Integer> counts(Actor actor, Filter filter);

    /** The latest steps of all appointments the actor may see, newest first. */
    List<LatestStep> latest(Actor actor, int limit);

    /** Of these steps the latest with which an admin went outside hours and policy. */
    List<LatestStep> latestOverrides(Actor actor, int limit);

    /**
     * @param patient for staff; a patient books for himself
     * @param doctor absent means the one whose time is held, or any doctor who is free
     * @param overrideReason why an admin goes outside hours and policy, which names the doctor then; never into taken time,
     *     nor into the past but for a walk-in whose visit goes on, and who has arrived with it
     * @param hold becomes the appointment; one that has expired is booked like any other time, as long as nobody was faster
     * @param idempotencyKey the same key and content give the same answer, not a second booking
     */
    record Booking(
            @Nullable PatientId patient,
            @Nullable DoctorId doctor,
            LocationId location,
            TypeId type,
            Instant start,
            @Nullable Duration duration,
            @Nullable HoldId hold,
            @Nullable String note,
            @Nullable String overrideReason,
            @Nullable String idempotencyKey) {

        /** Without a hold or an override. */
        public Booking(
                @Nullable PatientId patient,
                @Nullable DoctorId doctor,
                LocationId location,
                TypeId type,
                Instant start,
                @Nullable Duration duration,
                @Nullable String note,
                @Nullable String idempotencyKey) {
            this(patient, doctor, location, type, start, duration, null, note, null, idempotencyKey);
        }
    }

    /**
     * @param doctor, location, duration absent means as before
     * @param overrideReason why an admin goes outside hours and policy
     */
    record Move(
            Instant start,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable Duration duration,
            @Nullable String overrideReason) {

        /** Without an override. */
        public Move(
                Instant start, @Nullable DoctorId doctor, @Nullable LocationId location, @Nullable Duration duration) {
            this(start, doctor, location, duration, null);
        }
    }

    /**
     * @param expectedVersion what the actor last saw; absent means whatever it is
     * @param reason in the actor's words; staff must give one to reject, cancel, correct and delete
     */
    record Change(
            @Nullable Integer expectedVersion, @Nullable String reason) {

        public static Change anyVersion() {
            return new Change(null, null);
        }

        public static Change because(String reason) {
            return new Change(null, reason);
        }
    }

    /**
     * @param starting from/to bound the start, half-open; each may be absent
     * @param mark what is said of them besides their state; absent means anything
     * @param newestFirst order of start reversed
     * @param after the last appointment of the page before
     * @param limit 1 to 500
     */
    record Filter(
            Set<Status> statuses,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable DoctorId doctor,
            @Nullable PatientId patient,
            @Nullable LocationId location,
            @Nullable Mark mark,
            boolean newestFirst,
            @Nullable AppointmentId after,
            int limit) {

        /** Whatever is said of them besides their state. */
        public Filter(
                Set<Status> statuses,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable DoctorId doctor,
                @Nullable PatientId patient,
                @Nullable LocationId location,
                boolean newestFirst,
                @Nullable AppointmentId after,
                int limit) {
            this(statuses, from, to, doctor, patient, location, null, newestFirst, after, limit);
        }
    }

    /** What can be said of an appointment besides its state. */
    enum Mark {
        /** The patient took the first step himself. */
        BOOKED_ONLINE,
        /** Somebody of the clinic took the first step. */
        BOOKED_BY_STAFF,
        /** Called off within {@link AppointmentFigures#LATE} of its start, by whomever. */
        CANCELLED_LATE,
        /** A request that nobody has answered for {@link AppointmentFigures#LONG_WAIT}. */
        WAITING_LONG
    }

    /**
     * Time that is to be shut.
     *
     * @param doctor whose it is; absent means everybody's
     * @param location absent means everywhere
     */
    record Closing(
            TimeRange during,
            @Nullable DoctorId doctor,
            @Nullable LocationId location) {}

    /** @param last, next absent when there is none */
    record LastAndNext(
            @Nullable AppointmentView last, @Nullable AppointmentView next) {}

    /** A step and the appointment it was taken on. */
    record LatestStep(AppointmentView appointment, Transition transition) {}
}
