package clinic.availability.application;

import clinic.availability.Absence;
import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome;
import clinic.availability.ClaimRequest;
import clinic.availability.DoctorTime;
import clinic.availability.Explanation;
import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.availability.HoldOutcome;
import clinic.availability.HoldRequest;
import clinic.availability.ImportedAbsences;
import clinic.availability.NextAvailable;
import clinic.availability.NotBookable;
import clinic.availability.OpenTime;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.TimeWanted;
import clinic.availability.Times;
import clinic.availability.WorkingException;
import clinic.availability.WorkingHours;
import clinic.availability.WorkingPattern;
import clinic.availability.application.FactsReader.Reading;
import clinic.availability.application.FactsReader.Scope;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.RuleBook;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The door to doctors' time: opens the transaction and hands the work to who does it. */
@Service
class DoctorsTime implements Availability {

    private static final Duration LONGEST_SEARCH = Duration.ofDays(92).plusHours(2);
    private static final int MOST = 2000;
    private static final int THIRD = 3;

    private final Transactions transactions;
    private final Directory directory;
    private final FactsReader reader;
    private final Ledger ledger;
    private final Claims claims;
    private final Holds holds;
    private final Hours hours;
    private final OfferChange offerChange;
    private final AbsenceImport absenceImport;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DoctorsTime(
            Transactions transactions,
            Directory directory,
            FactsReader reader,
            Ledger ledger,
            Claims claims,
            Holds holds,
            Hours hours,
            OfferChange offerChange,
            AbsenceImport absenceImport,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.reader = reader;
        this.ledger = ledger;
        this.claims = claims;
        this.holds = holds;
        this.hours = hours;
        this.offerChange = offerChange;
        this.absenceImport = absenceImport;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Slot> freeTimes(Actor actor, SlotQuery query) {
        check(query.starting()).number("limit", query.limit(), 1, MOST).done();
        return browse(actor, query, times -> times.starting(query.starting(), query.limit()));
    }

    @Override
    public <T> T browse(Actor actor, SlotQuery query, Function<Times, T> look) {
        Actor seer = HoursAccess.doctorsSeeColleaguesAsThePublicDoes(actor);
        return transactions.as(seer, () -> look.apply(new Browsing(reading(actor, seer, query, null), query)));
    }

    @Override
    public Optional<NotBookable> reasonAgainst(Actor actor, SlotQuery query) {
        return transactions.as(
                HoursAccess.doctorsSeeColleaguesAsThePublicDoes(actor),
                () -> new RuleBook(reading(actor, HoursAccess.doctorsSeeColleaguesAsThePublicDoes(actor), query, null)
                                .facts(query.starting()))
                        .judgeAll(query.starting().start(), query.location(), query.duration()));
    }

    @Override
    public Explanation explain(Actor staff, SlotQuery query, @Nullable Instant asOf) {
        DoctorId doctor = Objects.requireNonNull(query.doctor());
        Hours.checkKeeps(staff, doctor);
        if (asOf != null && asOf.isAfter(clock.instant())) {
            throw new Invalid("asOf", "OUT_OF_RANGE", "Ask for an instant that has been.");
        }
        Instant start = query.starting().start();
        return transactions.as(
                staff,
                () -> new RuleBook(reading(staff, staff, query, asOf).facts(query.starting()))
                        .explain(doctor, query.location(), start, query.duration()));
    }

    /** @param seer the actor of the act: the actor, or who sees no more than the public */
    private Reading reading(Actor actor, Actor seer, SlotQuery query, @Nullable Instant asOf) {
        Duration duration = query.duration();
        new Invalid.Check()
                .that(
                        duration == null || duration.isPositive(),
                        "durationMinutes",
                        "OUT_OF_RANGE",
                        "A visit takes some time.")
                .done();
        PatientId patient = actor.is(Actor.Role.DOCTOR) || asOf != null ? null : query.patient();
        return reader.read(
                seer,
                new Scope(
                        query.type(),
                        query.doctor(),
                        query.location(),
                        patient,
                        query.moving(),
                        query.starting(),
                        asOf));
    }

    private static Invalid.Check check(TimeRange starting) {
        return new Invalid.Check()
                .that(
                        starting.length().compareTo(LONGEST_SEARCH) <= 0,
                        "to",
                        "TOO_LONG",
                        "Ask for at most 92 days at a time.");
    }

    @Override
    public ClaimOutcome claim(Actor actor, ClaimRequest request) {
        return transactions.as(actor, () -> claims.claim(actor, request, null));
    }

    @Override
    public ClaimOutcome move(Actor actor, ClaimRequest request) {
        return transactions.as(actor, () -> {
            ledger.release(request.claim());
            return claims.claim(actor, request, null);
        });
    }

    @Override
    public void release(Actor actor, ClaimId claim) {
        transactions.<@Nullable Void>as(actor, () -> {
            ledger.release(claim);
            return null;
        });
    }

    @Override
    public HoldOutcome hold(Actor actor, HoldRequest request) {
        events.publishEvent(new TimeWanted());
        return transactions.as(actor, () -> holds.hold(actor, request));
    }

    @Override
    public HoldOutcome extendHold(Actor actor, HoldId hold) {
        return transactions.as(actor, () -> holds.extend(actor, hold));
    }

    @Override
    public void releaseHold(Actor actor, HoldId hold) {
        transactions.<@Nullable Void>as(actor, () -> {
            holds.release(actor, hold);
            return null;
        });
    }

    @Override
    public Hold hold(Actor actor, HoldId hold) {
        return transactions.as(actor, () -> holds.find(actor, hold));
    }

    @Override
    public void lock(Actor actor, List<UUID> calendars) {
        transactions.<@Nullable Void>as(actor, () -> {
            ledger.lock(calendars);
            return null;
        });
    }

    @Override
    public List<WorkingPattern> patterns(Actor actor, DoctorId doctor) {
        return transactions.as(actor, () -> hours.patterns(actor, doctor));
    }

    @Override
    public Optional<Location> usualLocation(Actor actor, DoctorId doctor) {
        return transactions.as(actor, () -> hours.usualLocation(actor, doctor));
    }

    @Override
    public Map<DoctorId, DoctorTime> time(Actor actor, Collection<DoctorId> doctors, TimeRange during) {
        return transactions.as(actor, () -> hours.time(actor, doctors, during));
    }

    @Override
    public Map<DoctorId, OpenTime> openTime(
            Actor admin, Collection<DoctorId> doctors, @Nullable LocationId location, TimeRange during) {
        demandAdmin(admin);
        return transactions.as(admin, () -> reader.open(admin, doctors, location, during));
    }

    @Override
    public List<NextAvailable> thirdNext(Actor admin, TypeId type, @Nullable LocationId location) {
        demandAdmin(admin);
        var ahead = TimeRange.starting(clock.instant(), LOOKED_AHEAD);
        var query = new SlotQuery(type, null, location, null, null, ahead, THIRD);
        return transactions.as(admin, () -> {
            Reading reading = reading(admin, admin, query, null);
            Map<DoctorId, Slot> third = new Browsing(reading, query).soonestOfEach(reading.doctors(), ahead, THIRD);
            return reading.doctors().stream()
                    .map(doctor -> new NextAvailable(doctor, daysUntil(third.get(doctor), ahead.start())))
                    .toList();
        });
    }

    private static @Nullable Integer daysUntil(@Nullable Slot slot, Instant now) {
        return slot == null
                ? null
                : (int) ChronoUnit.DAYS.between(
                        LocalDate.ofInstant(now, slot.zone()),
                        LocalDate.ofInstant(slot.during().start(), slot.zone()));
    }

    private static void demandAdmin(Actor actor) {
        if (!HoursAccess.adminsReadFigures(actor)) {
            throw new NotFound("figure");
        }
    }

    @Override
    public List<WorkingHours> hours(Actor actor, DoctorId doctor, TimeRange during) {
        return transactions.as(actor, () -> hours.hours(actor, doctor, during));
    }

    @Override
    public ScheduleChange<List<WorkingPattern>> setPatterns(
            Actor actor, DoctorId doctor, List<WorkingPattern> patterns, boolean dryRun) {
        return change(actor, dryRun, () -> hours.setPatterns(actor, doctor, patterns));
    }

    @Override
    public List<Slot> freeTimesIf(
            Actor actor, DoctorId doctor, List<WorkingPattern> week, TypeId type, TimeRange starting) {
        check(starting).done();
        return transactions.dryRun(actor, () -> {
            hours.setPatterns(actor, doctor, week);
            // Not as the public sees it: the change that would be undone is the actor's, and so is all that it bears
            // on.
            var query = new SlotQuery(type, doctor, null, null, null, starting, MOST);
            return new Browsing(reading(actor, actor, query, null), query).starting(starting, MOST);
        });
    }

    @Override
    public ScheduleChange<List<Offer>> setOffers(Actor actor, DoctorId doctor, List<Offer> offers, boolean dryRun) {
        return change(actor, dryRun, () -> offerChange.set(actor, doctor, offers));
    }

    @Override
    public List<Absence> absences(Actor actor, DoctorId doctor, @Nullable TimeRange during) {
        return transactions.as(actor, () -> hours.absences(actor, doctor, during));
    }

    @Override
    public ScheduleChange<Absence> addAbsence(
            Actor actor, DoctorId doctor, TimeRange during, @Nullable String reason, boolean dryRun) {
        return change(actor, dryRun, () -> hours.addAbsence(actor, doctor, during, reason));
    }

    @Override
    public ScheduleChange<ImportedAbsences> importAbsences(
            Actor actor, DoctorId doctor, String calendar, @Nullable LocationId location, boolean dryRun) {
        return change(actor, dryRun, () -> absenceImport.add(actor, doctor, calendar, location));
    }

    @Override
    public ScheduleChange<Optional<Absence>> removeAbsence(Actor actor, DoctorId doctor, UUID absence, boolean dryRun) {
        return change(actor, dryRun, () -> hours.removeAbsence(actor, doctor, absence));
    }

    @Override
    public List<WorkingException> exceptions(
            Actor actor, DoctorId doctor, @Nullable LocalDate from, @Nullable LocalDate to) {
        return transactions.as(actor, () -> hours.exceptions(actor, doctor, from, to));
    }

    @Override
    public ScheduleChange<WorkingException> addException(
            Actor actor,
            DoctorId doctor,
            LocationId location,
            LocalDate date,
            WorkingException.@Nullable Stretch stretch,
            boolean dryRun) {
        return change(actor, dryRun, () -> hours.addException(actor, doctor, location, date, stretch));
    }

    @Override
    public ScheduleChange<Optional<WorkingException>> removeException(
            Actor actor, DoctorId doctor, UUID exception, boolean dryRun) {
        return change(actor, dryRun, () -> hours.removeException(actor, doctor, exception));
    }

    @Override
    public ScheduleChange<Closure> addClosure(
            Actor admin, @Nullable LocationId location, TimeRange during, String name, boolean dryRun) {
        return change(admin, dryRun, () -> hours.addClosure(admin, location, during, name));
    }

    @Override
    public void removeClosure(Actor admin, ClosureId closure) {
        transactions.<@Nullable Void>as(admin, () -> {
            hours.removeClosure(admin, closure);
            return null;
        });
    }

    private <T> ScheduleChange<T> change(Actor actor, boolean dryRun, Supplier<ScheduleChange<T>> work) {
        return dryRun ? transactions.dryRun(actor, work) : transactions.as(actor, work);
    }
}
