package clinic.rights;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Filter;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.vault.PersonalKey;
import clinic.vault.Place;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests in their table, and what granting one does through the doors of the other modules, all in one act. */
@Component
class StoredErasures implements Erasures {

    private static final int LONGEST = 500;
    private static final int AT_ONCE = 200;
    private static final String CALLED_OFF = "The patient’s data is erased.";
    private static final Set<Status> STANDING = EnumSet.of(Status.PENDING, Status.APPROVED, Status.RESCHEDULED);
    private static final Set<Status> TOOK_PLACE = EnumSet.of(Status.APPROVED, Status.RESCHEDULED, Status.COMPLETED);
    private static final String SELECT = """
            select e.id, e.patient_id, e.state, e.asked_at, e.due_at, e.reason, e.ended_at, e.answer, e.erased_at, %s
            from erasure e left join data_key k on k.owner_id = e.patient_id
            """.formatted(Vault.KEY);

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Patients patients;
    private final Identity identity;
    private final Appointments appointments;
    private final RetentionPeriods periods;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredErasures(
            Transactions transactions,
            JdbcClient jdbc,
            Vault vault,
            Patients patients,
            Identity identity,
            Appointments appointments,
            RetentionPeriods periods,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.vault = vault;
        this.patients = patients;
        this.identity = identity;
        this.appointments = appointments;
        this.periods = periods;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Erasure ask(Actor patient, @Nullable String said) {
        PatientId whose = PatientId.concerned(patient, null);
        var check = new Invalid.Check();
        String reason = check.optionalText("reason", said, LONGEST);
        check.done();
        return transactions.as(patient, () -> {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            Instant now = clock.instant();
            boolean asked = jdbc.sql("""
                            insert into erasure (id, patient_id, state, asked_at, due_at, reason)
                            values (:id, :patient, 'OPEN', :now, :due, :reason)
                            on conflict (patient_id) where state = 'OPEN' do nothing
                            """)
                            .param("id", id)
                            .param("patient", whose.value())
                            .param("now", Sql.at(now))
                            .param("due", Sql.at(due(now, periods.zone(patient))))
                            .param(
                                    "reason",
                                    vault.key(whose.value()).sealOrNull(place(id, "reason"), reason),
                                    Types.BINARY)
                            .update()
                    == 1;
            if (asked) {
                tell(patient, patients.patient(patient, whose), Mail.ERASURE_ASKED);
            }
            return mine(patient).orElseThrow(StoredErasures::missing);
        });
    }

    /** A month ends with the day of the same number, or the last there is. */
    private static Instant due(Instant asked, ZoneId zone) {
        LocalDate day = asked.atZone(zone).toLocalDate().plusMonths(1);
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private void tell(Actor actor, Patient patient, Mail mail) {
        if (patient.account() != null && !actor.is(Role.VISITOR)) {
            events.publishEvent(new AccountMailWanted(patient.account(), mail));
        }
    }

    @Override
    public Optional<Erasure> mine(Actor patient) {
        return allOfMine(patient).stream().findFirst();
    }

    @Override
    public List<Erasure> allOfMine(Actor patient) {
        PatientId whose = PatientId.concerned(patient, null);
        return transactions.as(patient, () -> {
            ZoneId zone = periods.zone(patient);
            return jdbc.sql(SELECT + "where e.patient_id = :patient order by e.id desc")
                    .param("patient", whose.value())
                    .query((row, n) -> erasure(row, zone))
                    .list();
        });
    }

    @Override
    public Erasure withdraw(Actor patient) {
        PatientId whose = PatientId.concerned(patient, null);
        return transactions.as(patient, () -> {
            int withdrawn = jdbc.sql("""
                            update erasure set state = 'WITHDRAWN', ended_at = :now, ended_by = :actor
                            where patient_id = :patient and state = 'OPEN'
                            """)
                    .param("now", Sql.at(clock.instant()))
                    .param("actor", patient.id())
                    .param("patient", whose.value())
                    .update();
            if (withdrawn == 0) {
                throw missing();
            }
            return mine(patient).orElseThrow(StoredErasures::missing);
        });
    }

    @Override
    public List<Erasure> list(Actor admin, State state, int limit, @Nullable UUID after) {
        RightsAccess.onlyAdminsDecide(admin, "request");
        new Invalid.Check().number("limit", limit, 1, 500).done();
        return transactions.as(admin, () -> {
            ZoneId zone = periods.zone(admin);
            return jdbc.sql(SELECT + """
                            where e.state = :state and (cast(:after as uuid) is null or e.id > :after)
                            order by e.id limit :limit
                            """)
                    .param("state", state.name())
                    .param("after", after)
                    .param("limit", limit)
                    .query((row, n) -> erasure(row, zone))
                    .list();
        });
    }

    @Override
    public Erasure erasure(Actor admin, UUID id) {
        RightsAccess.onlyAdminsDecide(admin, "request");
        return transactions.as(admin, () -> {
            ZoneId zone = periods.zone(admin);
            return jdbc.sql(SELECT + "where e.id = :id")
                    .param("id", id)
                    .query((row, n) -> erasure(row, zone))
                    .optional()
                    .orElseThrow(StoredErasures::missing);
        });
    }

    @Override
    public Answer rehearse(Actor admin, UUID id) {
        RightsAccess.onlyAdminsDecide(admin, "request");
        return transactions.dryRun(admin, () -> granted(admin, erasure(admin, id)));
    }

    @Override
    public Answer grant(Actor admin, UUID id) {
        RightsAccess.onlyAdminsDecide(admin, "request");
        return transactions.as(admin, () -> granted(admin, erasure(admin, id)));
    }

    private Answer granted(Actor admin, Erasure asked) {
        if (!isStillOpen(asked.id())) {
            return new AnsweredBefore();
        }
        Instant now = clock.instant();
        PatientId whose = asked.patient();
        Patient patient =
                Objects.requireNonNull(patients.patients(admin, List.of(whose)).get(whose));
        tell(admin, patient, Mail.ERASED);
        // From here on a booking for this patient waits, and is then refused; one that was faster is seen below.
        patients.erase(admin, whose);
        List<AppointmentId> cancelled = callOff(admin, whose, now);
        if (patient.account() != null) {
            identity.close(admin, patient.account());
        }
        int kept = appointments.counts(admin, tookPlace(whose, now)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        @Nullable Instant keptUntil = kept == 0 ? null : keptUntil(admin, whose, now);
        boolean atOnce = keptUntil == null || !keptUntil.isAfter(now);
        if (atOnce) {
            vault.destroy(whose.value());
        }
        end(admin, asked.id(), State.GRANTED, null, atOnce ? now : null, now);
        return new Answered(erasure(admin, asked.id()), cancelled, kept, atOnce ? null : keptUntil);
    }

    private List<AppointmentId> callOff(Actor admin, PatientId patient, Instant now) {
        List<AppointmentId> cancelled = new ArrayList<>();
        @Nullable AppointmentId last = null;
        List<AppointmentView> some;
        do {
            some = appointments.appointments(admin, standing(patient, now, last));
            for (AppointmentView visit : some) {
                last = visit.id();
                BookingOutcome outcome = appointments.cancel(admin, visit.id(), Change.because(CALLED_OFF));
                if (outcome instanceof BookingOutcome.Done) {
                    cancelled.add(visit.id());
                } else if (visit.status() != Status.PENDING) {
                    throw new IllegalStateException("A coming visit could not be called off: " + outcome);
                }
            }
        } while (some.size() == AT_ONCE);
        return cancelled;
    }

    /** Those that have not begun. */
    private static Filter standing(PatientId patient, Instant now, @Nullable AppointmentId after) {
        return new Filter(STANDING, now.plusNanos(1000), null, null, patient, null, false, after, AT_ONCE);
    }

    /** Of what has begun and nobody has said that it did not take place, it is taken to have. */
    private static Filter tookPlace(PatientId patient, Instant now) {
        return new Filter(TOOK_PLACE, null, now.plusNanos(1000), null, patient, null, true, null, 1);
    }

    private Instant keptUntil(Actor admin, PatientId patient, Instant now) {
        AppointmentView last =
                appointments.appointments(admin, tookPlace(patient, now)).getFirst();
        int months = Objects.requireNonNull(periods.months().get(Kind.MEDICAL_RECORDS));
        return RetentionPeriods.until(last.during().end(), months, periods.zone(admin));
    }

    @Override
    public Answer refuse(Actor admin, UUID id, @Nullable String said) {
        RightsAccess.onlyAdminsDecide(admin, "request");
        var check = new Invalid.Check();
        String reason = check.text("reason", said == null ? "" : said, LONGEST);
        check.done();
        return transactions.as(admin, () -> {
            Erasure asked = erasure(admin, id);
            if (!isStillOpen(id)) {
                return new AnsweredBefore();
            }
            Patient patient = Objects.requireNonNull(
                    patients.patients(admin, List.of(asked.patient())).get(asked.patient()));
            end(
                    admin,
                    id,
                    State.REFUSED,
                    vault.seal(asked.patient().value(), place(id, "answer"), reason),
                    null,
                    clock.instant());
            tell(admin, patient, Mail.ERASURE_REFUSED);
            return new Answered(erasure(admin, id), List.of(), 0, null);
        });
    }

    /** And stays so until the end of this act: of two who answer at once the second is told that it was answered. */
    private boolean isStillOpen(UUID id) {
        return jdbc.sql("select id from erasure where id = :id and state = 'OPEN' for update")
                .param("id", id)
                .query((row, n) -> Sql.id(row, "id"))
                .optional()
                .isPresent();
    }

    private void end(
            Actor admin, UUID id, State state, byte @Nullable [] answer, @Nullable Instant erased, Instant now) {
        jdbc.sql("""
                        update erasure set state = :state, ended_at = :now, ended_by = :actor, answer = :answer,
                                           reason = case when :state = 'GRANTED' then null else reason end,
                                           erased_at = :erased
                        where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("now", Sql.at(now))
                .param("actor", admin.id())
                .param("answer", answer, Types.BINARY)
                .param("erased", Sql.atOrNull(erased), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private Erasure erasure(ResultSet row, ZoneId zone) throws SQLException {
        UUID id = Sql.id(row, "id");
        PersonalKey key = vault.key(row);
        State state = State.valueOf(row.getString("state"));
        Instant due = Sql.instant(row, "due_at");
        return new Erasure(
                id,
                new PatientId(Sql.id(row, "patient_id")),
                state,
                Sql.instant(row, "asked_at"),
                due.minusNanos(1).atZone(zone).toLocalDate(),
                state == State.OPEN && !due.isAfter(clock.instant()),
                key.openOrNull(place(id, "reason"), row.getBytes("reason")),
                Sql.instantOrNull(row, "ended_at"),
                key.openOrNull(place(id, "answer"), row.getBytes("answer")),
                Sql.instantOrNull(row, "erased_at"));
    }

    private static Place place(UUID erasure, String column) {
        return Place.of("erasure", column, erasure);
    }

    private static NotFound missing() {
        return new NotFound("request");
    }
}
