package clinic.notification;

import clinic.booking.AppointmentChanged;
import clinic.booking.AppointmentKept;
import clinic.booking.Party;
import clinic.booking.PeopleKnow;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Policies;
import clinic.directory.TypeId;
import clinic.identity.AccountMailWanted;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor.Role;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the messages that a step asks for, inside the transaction of that step and as whoever takes it: either the step
 * and its messages are committed, or neither. The patient is always told in the clinic's own pages, and by mail when the
 * record has an address; the doctor of what somebody else did. A step by which the appointment stands at its time plans
 * the reminders too. Nothing is sent here.
 */
@Component
class Planner {

    /** How long the step that takes an answer back may itself be under way. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;
    private final RelayBell bell;

    Planner(Transactions transactions, JdbcClient jdbc, Directory directory, Clock clock, RelayBell bell) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
        this.bell = bell;
    }

    @EventListener
    void tellOf(AppointmentChanged changed) {
        if (changed.takesBackAnAnswer()) {
            keepToOurselves(changed);
            return;
        }
        tellPatient(changed);
        if (changed.transition().byRole() != Role.DOCTOR) {
            tellDoctor(changed, changed.doctor(), Purpose.of(changed));
            doctorBefore(changed).ifPresent(before -> tellDoctor(changed, before, Purpose.HANDED_OVER));
        }
        if (stands(changed)) {
            remind(changed);
        }
        transactions.afterCommit(bell::ring);
    }

    /**
     * What was to be told of the answer is not told, and that it was taken back is noted as told to nobody.
     *
     * @throws PeopleKnow when a message of the answer is under way or gone
     */
    private void keepToOurselves(AppointmentChanged changed) {
        int answer = changed.transition().number() - 1;
        boolean withdrawn = jdbc.sql("select withdraw_messages(:appointment, :answer)")
                .param("appointment", changed.appointment().value())
                .param("answer", answer)
                .query((row, n) -> row.getBoolean(1))
                .single();
        if (!withdrawn) {
            throw new PeopleKnow();
        }
        jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, reason, planned_at,
                                             not_before)
                        select :id, a.id, :number, :version, a.doctor_id, a.location_id, a.start_at,
                               'PATIENT', a.patient_id, 'IN_APP', 'TAKEN_BACK', 'SKIPPED', 'TAKEN_BACK', :at, :at
                        from appointment a where a.id = :appointment
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("appointment", changed.appointment().value())
                .param("number", changed.transition().number())
                .param("version", changed.version())
                .param("at", Sql.at(changed.transition().at()))
                .update();
    }

    /** An answer is told of when it cannot be taken back any more. */
    private static Instant toldAt(AppointmentChanged changed) {
        Transition step = changed.transition();
        return step.isAnswer() ? step.at().plus(Transition.TAKEN_BACK_WITHIN).plus(UNDER_WAY) : step.at();
    }

    private void tellPatient(AppointmentChanged changed) {
        int told = tell(
                        "exists (select from patient p where p.id = a.patient_id and p.email is not null)"
                                + " and (:purpose <> 'EXPIRED' or a.start_at > cast(:at as timestamptz) - interval '1 day')",
                        changed,
                        Purpose.of(changed))
                .param("kind", Recipient.PATIENT.name())
                .param("recipient", changed.patient().value())
                .param("doctor", changed.doctor().value())
                .update();
        if (told == 0) {
            throw new IllegalStateException("A step of an appointment that its actor does not see");
        }
    }

    private void tellDoctor(AppointmentChanged changed, DoctorId doctor, Purpose purpose) {
        tell(
                        ":mailed and exists (select from doctor d where d.id = :doctor and d.account_id is not null)",
                        changed,
                        purpose)
                .param("kind", Recipient.DOCTOR.name())
                .param("recipient", doctor.value())
                .param("doctor", doctor.value())
                .param("mailed", purpose.isMailedToDoctors())
                .update();
    }

    /**
     * One message for the clinic's own pages, where it is delivered by being written, and one to be mailed. Who has lost
     * the appointment by a move is told of the time it had, not of the one it has now.
     */
    private JdbcClient.StatementSpec tell(String hasAddress, AppointmentChanged changed, Purpose purpose) {
        Transition step = changed.transition();
        boolean lost = purpose == Purpose.HANDED_OVER;
        return jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             old_start_at, recipient_kind, recipient_id, channel, purpose, state, planned_at,
                                             not_before, sent_at)
                        select m.id, a.id, :number, :version, :doctor, a.location_id,
                               case when :lost then cast(:oldStart as timestamptz) else a.start_at end,
                               case when not :lost then cast(:oldStart as timestamptz) end,
                               :kind, :recipient, m.channel, :purpose, m.state, :at, :toldAt,
                               case when m.state = 'SENT' then cast(:toldAt as timestamptz) end
                        from appointment a cross join
                          (values (cast(:inApp as uuid), 'IN_APP', 'SENT'), (cast(:mail as uuid), 'EMAIL', 'PLANNED'))
                          m (id, channel, state)
                        where a.id = :appointment and (m.channel = 'IN_APP' or (%s))
                        """.formatted(hasAddress))
                .param("inApp", UuidCreator.getTimeOrderedEpoch())
                .param("mail", UuidCreator.getTimeOrderedEpoch())
                .param("appointment", changed.appointment().value())
                .param("number", step.number())
                .param("version", changed.version())
                .param("lost", lost)
                .param("oldStart", Sql.atOrNull(step.oldStart()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("purpose", purpose.name())
                .param("toldAt", Sql.at(toldAt(changed)))
                .param("at", Sql.at(step.at()));
    }

    /** The doctor who has lost the appointment by this step: the one named in what the patient was told last. */
    private Optional<DoctorId> doctorBefore(AppointmentChanged changed) {
        if (changed.transition().to() != Status.RESCHEDULED) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select m.doctor_id from message m
                        where m.appointment_id = :appointment and m.transition = :number - 1
                          and m.recipient_kind = 'PATIENT' and m.channel = 'IN_APP' and m.purpose not in ('REMINDER', 'KEPT')
                          and m.doctor_id <> :doctor
                        """)
                .param("appointment", changed.appointment().value())
                .param("number", changed.transition().number())
                .param("doctor", changed.doctor().value())
                .query((row, n) -> new DoctorId(Sql.id(row, "doctor_id")))
                .optional();
    }

    /** Once for each time it was left outside where it is now; kept again where it is, it is the same news. */
    @EventListener
    void tellOf(AppointmentKept kept) {
        jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             sent_at)
                        select m.id, a.id, :number, :version, a.doctor_id, a.location_id, a.start_at,
                               'PATIENT', a.patient_id, m.channel, 'KEPT', m.state, :at, :at,
                               case when m.state = 'SENT' then cast(:at as timestamptz) end
                        from appointment a join patient p on p.id = a.patient_id cross join
                          (values (cast(:inApp as uuid), 'IN_APP', 'SENT'), (cast(:mail as uuid), 'EMAIL', 'PLANNED'))
                          m (id, channel, state)
                        where a.id = :appointment and (m.channel = 'IN_APP' or p.email is not null)
                        on conflict do nothing
                        """)
                .param("inApp", UuidCreator.getTimeOrderedEpoch())
                .param("mail", UuidCreator.getTimeOrderedEpoch())
                .param("appointment", kept.appointment().value())
                .param("number", kept.transition())
                .param("version", kept.version())
                .param("at", Sql.at(kept.at()))
                .update();
        transactions.afterCommit(bell::ring);
    }

    /** A request does not stand before the doctor approves it, nor does a move that the patient asked for. */
    private static boolean stands(AppointmentChanged changed) {
        Status status = changed.transition().to();
        return status == Status.APPROVED || status == Status.RESCHEDULED && changed.awaiting() == Party.PATIENT;
    }

    /** What would have been due before the step is not planned. Whether there is an address is asked when it is sent. */
    private void remind(AppointmentChanged changed) {
        Transition step = changed.transition();
        List<Instant> moments = reminderTimes(changed).stream()
                .filter(moment -> moment.isAfter(step.at()))
                .toList();
        if (moments.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             remind_at)
                        select m.id, a.id, :number, :version, a.doctor_id, a.location_id, a.start_at,
                               'PATIENT', a.patient_id, m.channel, 'REMINDER', 'PLANNED', :at, m.moment, m.moment
                        from appointment a cross join
                          unnest(cast(:ids as uuid[]), cast(:channels as text[]), cast(:moments as timestamptz[]))
                          m (id, channel, moment)
                        where a.id = :appointment
                        """)
                .param("ids", array(moments, (moment, channel) -> UuidCreator.getTimeOrderedEpoch()))
                .param("channels", array(moments, (moment, channel) -> channel))
                .param("moments", array(moments, (moment, channel) -> moment))
                .param("appointment", changed.appointment().value())
                .param("number", step.number())
                .param("version", changed.version())
                .param("at", Sql.at(step.at()))
                .update();
    }

    /** One element for each moment and way. */
    private static String array(List<Instant> moments, BiFunction<Instant, Channel, Object> element) {
        return moments.stream()
                .flatMap(moment ->
                        Arrays.stream(Channel.values()).map(channel -> String.valueOf(element.apply(moment, channel))))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private SortedSet<Instant> reminderTimes(AppointmentChanged changed) {
        Policies policies = directory.policies(changed.actor());
        return jdbc.sql("""
                        select a.start_at, a.type_id, l.zone from appointment a join location l on l.id = a.location_id
                        where a.id = :appointment
                        """)
                .param("appointment", changed.appointment().value())
                .query((row, n) -> ReminderTimes.before(
                        Sql.instant(row, "start_at"),
                        ZoneId.of(row.getString("zone")),
                        policies.of(new TypeId(Sql.id(row, "type_id")), changed.doctor())))
                .single();
    }

    @EventListener
    void tellOf(AccountMailWanted wanted) {
        jdbc.sql("""
                        insert into message (id, account_id, recipient_kind, recipient_id, channel, purpose, state,
                                             planned_at, not_before)
                        values (:id, :account, 'ACCOUNT', :account, 'EMAIL', :purpose, 'PLANNED', :at, :at)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("account", wanted.account().value())
                .param("purpose", Purpose.of(wanted.mail()).name())
                .param("at", Sql.at(clock.instant()))
                .update();
        transactions.afterCommit(bell::ring);
    }
}
