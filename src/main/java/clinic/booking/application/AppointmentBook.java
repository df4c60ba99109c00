package clinic.booking.application;

import clinic.audit.AccessLog;
import clinic.availability.Availability;
import clinic.availability.NotBookable;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.SlotQuery.Moving;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.HoldExpired;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.BookingOutcome.TooLate;
import clinic.booking.PeopleKnow;
import clinic.booking.RequestBackground;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.booking.application.Alternatives.Wish;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore;
import clinic.booking.domain.AppointmentStore.Sight;
import clinic.booking.domain.BookingAccess;
import clinic.booking.domain.StepRules;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door to appointments: opens the transaction, hands the work to who does it, and finds other times after a refusal. */
@Service
class AppointmentBook implements Appointments {

    private static final int MOST = 500;
    private static final int MOST_DOCTORS = 100;

    private final Transactions transactions;
    private final Availability availability;
    private final NewBookings bookings;
    private final Steps steps;
    private final RequestExpiry expiry;
    private final Alternatives alternatives;
    private final Elsewhere elsewhere;
    private final AppointmentStore store;
    private final AccessLog accesses;
    private final Clock clock;

    AppointmentBook(
            Transactions transactions,
            Availability availability,
            NewBookings bookings,
            Steps steps,
            RequestExpiry expiry,
            Alternatives alternatives,
            Elsewhere elsewhere,
            AppointmentStore store,
            AccessLog accesses,
            Clock clock) {
        this.transactions = transactions;
        this.availability = availability;
        this.bookings = bookings;
        this.steps = steps;
        this.expiry = expiry;
        this.alternatives = alternatives;
        this.elsewhere = elsewhere;
        this.store = store;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public BookingOutcome book(Actor actor, Booking booking) {
        return book(actor, booking, false);
    }

    @Override
    public BookingOutcome walkIn(Actor staff, Booking booking) {
        return book(staff, booking, true);
    }

    private BookingOutcome book(Actor actor, Booking booking, boolean present) {
        NewBookings.check(actor, booking);
        expiry.makeWay();
        PatientId patient = PatientId.concerned(actor, booking.patient());
        Optional<DoctorId> doctor = bookings.doctor(actor, booking);
        BookingOutcome outcome = doctor.isPresent()
                ? bookWith(actor, booking, patient, doctor.get(), present)
                : bookWithAny(actor, booking, patient, present);
        Wish wish = new Wish(
                booking.type(),
                doctor.orElse(null),
                booking.location(),
                booking.duration(),
                patient,
                null,
                booking.start());
        if (outcome instanceof TimeRefused refused) {
            return new TimeRefused(refused.reason(), alternatives.near(actor, wish));
        }
        return outcome instanceof HoldExpired ? new HoldExpired(alternatives.near(actor, wish)) : outcome;
    }

    @Override
    public List<Slot> nearest(
            Actor actor,
            TypeId type,
            DoctorId doctor,
            LocationId location,
            Instant start,
            @Nullable Duration duration) {
        PatientId patient =
                actor.is(Actor.Role.PATIENT) && actor.person() != null ? new PatientId(actor.person()) : null;
        return alternatives.near(actor, new Wish(type, doctor, location, duration, patient, null, start));
    }

    @Override
    public List<Slot> nearest(Actor staff, Booking booking) {
        return alternatives.near(
                staff,
                new Wish(
                        booking.type(),
                        booking.doctor(),
                        booking.location(),
                        booking.duration(),
                        booking.patient(),
                        null,
                        booking.start()));
    }

    @Override
    public Map<AppointmentId, List<Slot>> elsewhere(Actor staff, Collection<AppointmentId> visits, Closing closing) {
        return elsewhere.of(staff, appointments(staff, visits), closing);
    }

    @Override
    public Map<PatientId, LastAndNext> lastAndNext(Actor actor, Collection<PatientId> patients) {
        Instant now = clock.instant();
        List<AppointmentView> found =
                transactions.as(actor, () -> views(actor, store.lastAndNext(actor, patients, now)));
        Map<PatientId, LastAndNext> all = new HashMap<>();
        for (AppointmentView view : found) {
            var one = view.during().start().isAfter(now) ? new LastAndNext(null, view) : new LastAndNext(view, null);
            all.merge(view.patient(), one, (last, next) -> new LastAndNext(last.last(), next.next()));
        }
        return all;
    }

    @Override
    public List<Slot> nearest(Actor actor, AppointmentId id, Move move) {
        Appointment appointment = Steps.seen(actor, transactions.as(actor, () -> store.find(id)));
        return alternatives.near(
                actor,
                new Wish(
                        appointment.type(),
                        move.doctor() == null ? appointment.doctor() : move.doctor(),
                        move.location() == null ? appointment.location() : move.location(),
                        move.duration() == null ? appointment.during().length() : move.duration(),
                        appointment.patient(),
                        new Moving(
                                appointment.doctor(), appointment.location(), appointment.room(), appointment.during()),
                        move.start()));
    }

    @Override
    public BookingOutcome approve(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.APPROVE, change);
    }

    @Override
    public BookingOutcome reject(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.REJECT, change);
    }

    @Override
    public BookingOutcome move(Actor actor, AppointmentId id, Move move, Change change) {
        expiry.makeWay();
        BookingOutcome outcome = transactions.as(actor, () -> steps.move(actor, id, move, change));
        return outcome instanceof TimeRefused refused
                ? new TimeRefused(refused.reason(), nearest(actor, id, move))
                : outcome;
    }

    @Override
    public BookingOutcome accept(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.ACCEPT, change);
    }

    @Override
    public BookingOutcome cancel(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.CANCEL, change);
    }

    @Override
    public BookingOutcome takeBackAnswer(Actor actor, AppointmentId id, Change change) {
        try {
            return transactions.as(actor, () -> steps.takeBackAnswer(actor, id, change));
        } catch (PeopleKnow known) {
            return new TooLate();
        }
    }

    @Override
    public BookingOutcome complete(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.COMPLETE, change);
    }

    @Override
    public BookingOutcome markNoShow(Actor actor, AppointmentId id, Change change) {
        return take(actor, id, Step.MARK_NO_SHOW, change);
    }

    @Override
    public BookingOutcome arrive(Actor actor, AppointmentId id, Change change) {
        return attend(actor, id, Step.ARRIVE, change);
    }

    @Override
    public BookingOutcome takeBackArrival(Actor actor, AppointmentId id, Change change) {
        return attend(actor, id, Step.TAKE_BACK_ARRIVAL, change);
    }

    @Override
    public BookingOutcome beginVisit(Actor actor, AppointmentId id, Change change) {
        return attend(actor, id, Step.BEGIN_VISIT, change);
    }

    @Override
    public BookingOutcome correct(Actor admin, AppointmentId id, Status to, Change change) {
        return transactions.as(admin, () -> steps.correct(admin, id, to, change));
    }

    @Override
    public BookingOutcome delete(Actor admin, AppointmentId id, Change change) {
        return take(admin, id, Step.DELETE, change);
    }

    @Override
    public AppointmentView appointment(Actor actor, AppointmentId id) {
        return transactions.as(actor, () -> {
            AppointmentView view = steps.view(actor, id);
            accesses.opened(actor, view.patient().value(), id.value());
            return view;
        });
    }

    @Override
    public List<Transition> history(Actor actor, AppointmentId id) {
        return transactions.as(actor, () -> {
            Steps.seen(actor, store.find(id));
            return store.history(id);
        });
    }

    @Override
    public List<AppointmentView> appointments(Actor actor, Filter filter) {
        checkLimit(filter.limit());
        return transactions.as(actor, () -> views(actor, store.sights(actor, filter, clock.instant())));
    }

    @Override
    public List<AppointmentView> appointments(Actor actor, Collection<AppointmentId> ids) {
        return transactions.as(actor, () -> views(actor, store.sights(actor, ids)));
    }

    @Override
    public Map<AppointmentId, RequestBackground> backgrounds(Actor staff, Collection<AppointmentId> ids) {
        if (!BookingAccess.staffWeighsRequests(staff)) {
            return Map.of();
        }
        return transactions.as(staff, () -> store.backgrounds(ids, clock.instant()));
    }

    private List<AppointmentView> views(Actor actor, List<Sight> sights) {
        StepRules rules = steps.rules(actor);
        return sights.stream().map(sight -> Views.view(sight, rules, actor)).toList();
    }

    @Override
    public BookingOutcome keep(Actor admin, AppointmentId id, Change change) {
        return transactions.as(admin, () -> steps.keep(admin, id, change));
    }

    @Override
    public List<AppointmentView> needingAttention(
            Actor staff,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable AppointmentId after,
            int limit) {
        checkLimit(limit);
        if (!BookingAccess.staffSeesWhatNeedsAttention(staff)) {
            return List.of();
        }
        return transactions.as(
                staff,
                () -> views(staff, store.needingAttention(staff, doctor, location, clock.instant(), after, limit)));
    }

    static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Invalid("limit", "OUT_OF_RANGE", "Ask for 1 to " + MOST + " appointments.");
        }
    }

    @Override
    public Map<Status, Integer> counts(Actor actor, Filter filter) {
        return transactions.as(actor, () -> store.counts(filter, clock.instant()));
    }

    @Override
    public List<LatestStep> latest(Actor actor, int limit) {
        return latest(actor, false, limit);
    }

    @Override
    public List<LatestStep> latestOverrides(Actor actor, int limit) {
        return latest(actor, true, limit);
    }

    private List<LatestStep> latest(Actor actor, boolean overriddenOnly, int limit) {
        return transactions.as(actor, () -> {
            StepRules rules = steps.rules(actor);
            return store.latest(actor, overriddenOnly, limit).stream()
                    .map(latest -> new LatestStep(Views.view(latest.sight(), rules, actor), latest.transition()))
                    .toList();
        });
    }

    private BookingOutcome take(Actor actor, AppointmentId id, Step step, Change change) {
        return transactions.as(actor, () -> steps.take(actor, id, step, change));
    }

    private BookingOutcome attend(Actor actor, AppointmentId id, Step step, Change change) {
        return transactions.as(actor, () -> steps.attend(actor, id, step, change));
    }

    private BookingOutcome bookWith(Actor actor, Booking booking, PatientId patient, DoctorId doctor, boolean present) {
        return transactions.as(actor, () -> bookings.book(actor, booking, patient, doctor, present));
    }

    /** Tries one doctor after the other who is free at that time; each try is an act of its own, so that a lost race undoes. */
    private BookingOutcome bookWithAny(Actor actor, Booking booking, PatientId patient, boolean present) {
        SlotQuery query = new SlotQuery(
                booking.type(),
                null,
                booking.location(),
                booking.duration(),
                patient,
                TimeRange.starting(booking.start(), Duration.ofMinutes(1)),
                MOST_DOCTORS);
        @Nullable BookingOutcome lost = null;
        for (Slot slot : availability.freeTimes(actor, query)) {
            if (slot.during().start().equals(booking.start())) {
                lost = bookWith(actor, booking, patient, slot.doctor(), present);
                if (!(lost instanceof TimeRefused)) {
                    return lost;
                }
            }
        }
        // A repeated request finds its time gone, because it has it already.
        Optional<BookingOutcome> earlier = transactions.as(actor, () -> bookings.earlier(actor, booking));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return lost != null
                ? lost
                : new TimeRefused(availability.reasonAgainst(actor, query).orElse(NotBookable.SLOT_TAKEN), List.of());
    }
}
