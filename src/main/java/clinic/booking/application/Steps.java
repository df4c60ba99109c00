package clinic.booking.application;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome;
import clinic.availability.ClaimRequest;
import clinic.booking.AppointmentChanged;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentKept;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.Attendance;
import clinic.booking.Attendance.Noted;
import clinic.booking.Attention.Kept;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Expired;
import clinic.booking.BookingOutcome.IllegalTransition;
import clinic.booking.BookingOutcome.NothingToKeep;
import clinic.booking.BookingOutcome.ReasonRequired;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.Stale;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore;
import clinic.booking.domain.AppointmentStore.Sight;
import clinic.booking.domain.AttentionStore;
import clinic.booking.domain.BookingAccess;
import clinic.booking.domain.Lifecycle;
import clinic.booking.domain.StepRules;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes a step with an appointment, inside the caller's transaction. Two people who act at once are put in order by the lock
 * on the row; the second is told what the first did.
 */
@Component
class Steps {

    private static final int LONGEST_REASON = 500;
    private static final String NO_ANSWER = "Nobody answered in time.";

    private final AppointmentStore store;
    private final AttentionStore attention;
    private final Availability availability;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Steps(
            AppointmentStore store,
            AttentionStore attention,
            Availability availability,
            Directory directory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.attention = attention;
        this.availability = availability;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** To whom an appointment is not to be seen there is none, whatever the database lets by. */
    static Appointment seen(Actor actor, Optional<Appointment> found) {
        return found.filter(one -> BookingAccess.peopleSeeTheirOwnAppointments(actor, one))
                .orElseThrow(Steps::notFound);
    }

    /** A step at the same time: the time is kept, or let go where the next state holds none. */
    BookingOutcome take(Actor actor, AppointmentId id, Step step, Change change) {
        Appointment appointment = seen(actor, store.lock(id));
        Optional<Refused> refused = against(actor, appointment, step, change);
        if (refused.isPresent()) {
            return refused.get();
        }
        Status next = Lifecycle.next(appointment.status(), appointment.awaiting(), step, actor.role())
                .orElseThrow();
        Appointment after = appointment.to(next, actor, clock.instant(), change.reason());
        AppointmentView last = step == Step.DELETE ? view(actor, id) : null;
        if (!keepsItsTime(next)) {
            availability.release(actor, new ClaimId(id.value()));
        }
        store.update(after);
        tell(actor, after);
        return new Done(last != null ? last : view(actor, id), false);
    }

    /** Notes that the patient is there, or was not, or that the visit begins; who goes in without waiting has arrived too. */
    BookingOutcome attend(Actor actor, AppointmentId id, Step step, Change change) {
        Appointment appointment = seen(actor, store.lock(id));
        Optional<Refused> refused = against(actor, appointment, step, change);
        if (refused.isPresent()) {
            return refused.get();
        }
        var now = new Noted(clock.instant(), actor.id());
        Attendance before = appointment.attendance();
        store.attend(
                id,
                switch (step) {
                    case ARRIVE -> new Attendance(now, null);
                    case BEGIN_VISIT -> new Attendance(before == null ? now : before.arrival(), now);
                    default -> null;
                });
        return new Done(view(actor, id), false);
    }

    /** Declines what nobody has answered in time. */
    void expire(Actor system, Appointment request) {
        Appointment after = request.to(Status.REJECTED, system, clock.instant(), NO_ANSWER);
        availability.release(system, new ClaimId(request.id().value()));
        store.update(after);
        tell(system, after);
    }

    /** An admin's correction; the target must be the one that the table names. */
    BookingOutcome correct(Actor admin, AppointmentId id, Status to, Change change) {
        Appointment appointment = seen(admin, store.lock(id));
        Optional<Status> next =
                Lifecycle.next(appointment.status(), appointment.awaiting(), Step.CORRECT, admin.role());
        if (!next.equals(Optional.of(to))) {
            return new IllegalTransition(appointment.status(), Step.CORRECT);
        }
        return take(admin, id, Step.CORRECT, change);
    }

    /** The calendars of both doctors and the patient are locked before the appointment, in the order everybody uses. */
    BookingOutcome move(Actor actor, AppointmentId id, Move move, Change change) {
        checkOverride(actor, move.overrideReason());
        Appointment seen = seen(actor, store.find(id));
        DoctorId doctor = move.doctor() != null ? move.doctor() : seen.doctor();
        if (!BookingAccess.doctorsKeepToTheirOwnCalendar(actor, doctor)) {
            throw new NotFound("doctor");
        }
        availability.lock(
                actor,
                List.of(seen.doctor().value(), doctor.value(), seen.patient().value()));
        Appointment appointment = seen(actor, store.lock(id));
        if (!appointment.doctor().equals(seen.doctor())) {
            return new Stale(appointment.version());
        }
        Optional<Refused> refused = against(actor, appointment, Step.MOVE, change);
        if (refused.isPresent()) {
            return refused.get();
        }
        ClaimRequest wanted = wanted(appointment, move, doctor);
        if (isWhereItWas(appointment, wanted)) {
            throw new Invalid("start", "UNCHANGED", "Give another time, doctor or place than it has.");
        }
        return switch (availability.move(actor, wanted)) {
            case ClaimOutcome.Refused no -> new TimeRefused(no.reason(), List.of());
            case ClaimOutcome.Claimed claimed -> {
                Appointment moved = appointment.moved(
                        new Appointment.Place(doctor, wanted.location(), claimed.room(), claimed.during()),
                        actor,
                        clock.instant(),
                        change.reason(),
                        move.overrideReason());
                store.update(moved);
                tell(actor, moved);
                if (actor.is(Actor.Role.PATIENT) && claimed.instant()) {
                    // Where the doctor books instantly the patient needs no answer to a move either.
                    Appointment confirmed = moved.to(Status.APPROVED, actor, clock.instant(), null);
                    store.update(confirmed);
                    tell(actor, confirmed);
                }
                yield new Done(view(actor, id), false);
            }
        };
    }

    /** The time is claimed anew, as a request's that was asked when it was, and nobody may have taken it. */
    BookingOutcome takeBackAnswer(Actor actor, AppointmentId id, Change change) {
        Appointment seen = seen(actor, store.find(id));
        availability.lock(actor, List.of(seen.doctor().value(), seen.patient().value()));
        Appointment appointment = seen(actor, store.lock(id));
        Optional<Refused> refused = against(actor, appointment, Step.TAKE_BACK_ANSWER, change);
        if (refused.isPresent()) {
            return refused.get();
        }
        Transition asked = store.history(id).get(appointment.last().number() - 2);
        boolean expires = asked.to() == Status.PENDING;
        ClaimRequest again = new ClaimRequest(
                new ClaimId(id.value()),
                appointment.patient(),
                appointment.doctor(),
                appointment.location(),
                appointment.type(),
                appointment.during().start(),
                appointment.during().length(),
                expires ? asked.at() : null,
                true);
        return switch (availability.move(actor, again)) {
            case ClaimOutcome.Refused no -> new TimeRefused(no.reason(), List.of());
            case ClaimOutcome.Claimed claimed -> {
                if (expires
                        && (claimed.lapsesAt() == null || !claimed.lapsesAt().isAfter(clock.instant()))) {
                    yield new Expired();
                }
                Appointment open = appointment.takenBack(
                        asked,
                        new Appointment.Place(
                                appointment.doctor(), appointment.location(), claimed.room(), claimed.during()),
                        claimed.lapsesAt(),
                        actor,
                        clock.instant());
                store.update(open);
                tell(actor, open);
                yield new Done(view(actor, id), false);
            }
        };
    }

    /** Leaves a visit where it is, outside hours, and lets the patient be told so. No step: its time and its state stay. */
    BookingOutcome keep(Actor admin, AppointmentId id, Change change) {
        Appointment appointment = seen(admin, store.lock(id));
        if (!BookingAccess.adminsKeepOutsideHours(admin)) {
            throw notFound();
        }
        Optional<Refused> stale = stale(appointment, change);
        if (stale.isPresent()) {
            return stale.get();
        }
        if (change.reason() == null) {
            return new ReasonRequired();
        }
        Instant now = clock.instant();
        if (!attention.keep(id, new Kept(now, admin.id(), change.reason()))) {
            return new NothingToKeep();
        }
        events.publishEvent(new AppointmentKept(
                id, appointment.version(), appointment.last().number(), now));
        return new Done(view(admin, id), false);
    }

    /** What a move asks the ledger for: whatever the move leaves out stays as it is. */
    private static ClaimRequest wanted(Appointment appointment, Move move, DoctorId doctor) {
        return new ClaimRequest(
                new ClaimId(appointment.id().value()),
                appointment.patient(),
                doctor,
                move.location() != null ? move.location() : appointment.location(),
                appointment.type(),
                move.start(),
                move.duration() != null ? move.duration() : appointment.during().length(),
                null,
                move.overrideReason() != null);
    }

    AppointmentView view(Actor actor, AppointmentId id) {
        Sight sight = store.sight(actor, id).orElseThrow(Steps::notFound);
        seen(actor, Optional.of(sight.appointment()));
        return Views.view(sight, rules(actor), actor);
    }

    StepRules rules(Actor actor) {
        return new StepRules(directory.policies(actor), clock.instant());
    }

    /** Lets others write what follows from the step into the same transaction. */
    void tell(Actor actor, Appointment appointment) {
        events.publishEvent(new AppointmentChanged(
                appointment.id(),
                appointment.version(),
                appointment.patient(),
                appointment.doctor(),
                appointment.last(),
                appointment.awaiting(),
                actor));
    }

    static NotFound notFound() {
        return new NotFound("appointment");
    }

    private Optional<Refused> against(Actor actor, Appointment appointment, Step step, Change change) {
        return stale(appointment, change)
                .or(() -> rules(actor).against(appointment, step, actor.role(), change.reason()));
    }

    private static Optional<Refused> stale(Appointment appointment, Change change) {
        checkReason(change.reason());
        return change.expectedVersion() != null && change.expectedVersion() != appointment.version()
                ? Optional.of(new Stale(appointment.version()))
                : Optional.empty();
    }

    static void checkOverride(Actor actor, @Nullable String reason) {
        if (reason != null) {
            if (!BookingAccess.adminsPassHoursAndPolicy(actor)) {
                throw new Invalid("override", "FORBIDDEN", "Only an admin can pass hours and policy.");
            }
            Words.check("override.reason", reason, LONGEST_REASON);
        }
    }

    private static void checkReason(@Nullable String reason) {
        if (reason != null) {
            Words.check("reason", reason, LONGEST_REASON);
        }
    }

    private static boolean isWhereItWas(Appointment appointment, ClaimRequest wanted) {
        return appointment.doctor().equals(wanted.doctor())
                && appointment.location().equals(wanted.location())
                && wanted.duration() != null
                && appointment.during().equals(TimeRange.starting(wanted.start(), wanted.duration()));
    }

    private static boolean keepsItsTime(Status status) {
        return switch (status) {
            case PENDING, APPROVED, RESCHEDULED, COMPLETED, NO_SHOW -> true;
            case REJECTED, CANCELLED, DELETED -> false;
        };
    }
}
