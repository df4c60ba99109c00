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
import clinic.directory.Policy;
import clinic.directory.TypeId;
import clinic.identity.AccountMailWanted;
import clinic.notification.NotificationPreferences.Kind;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor.Role;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the messages that a step asks for, inside the transaction of that step and as whoever takes it: either the step
 * and its messages are committed, or neither. The patient is always told in the clinic's own pages, and by mail or text
 * message as the record has an address or a number and the patient wants it; the doctor of what somebody else did. A step by
 * which the appointment stands at its time plans the reminders too. Nothing is sent here.
 */
@Component
class Planner {

    /** How long the step that takes an answer back may itself be under way. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);
    /** What a patient must hear of goes by mail where no text message can, whatever was chosen. */
    private static final String PATIENT_IS_MAILED = """
            exists (select from patient p where p.id = a.patient_id and p.email is not null
              and (wants('PATIENT', p.id, :about, 'EMAIL') or :about = 'CHANGES' and not (:texts and p.phone is not null)))
            """;

    private static final String PATIENT_IS_TEXTED = """
            :texts and exists (select from patient p where p.id = a.patient_id and p.phone is not null
              and wants('PATIENT', p.id, :about, 'SMS'))
            """;

    private static final String IS_WORTH_A_MESSAGE =
            "(:purpose <> 'EXPIRED' or a.start_at > cast(:at as timestamptz) - interval '1 day')";

    private static final String EACH_WAY = """
            from appointment a cross join
              (values (cast(:inApp as uuid), 'IN_APP', 'SENT'), (cast(:mail as uuid), 'EMAIL', 'PLANNED'),
                      (cast(:text as uuid), 'SMS', 'PLANNED')) m (id, channel, state)
            where a.id = :appointment
              and case m.channel when 'IN_APP' then true when 'EMAIL' then %s else %s end
            """;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;
    private final RelayBell bell;
    private final TextWay texts;
    private final QuietHours quiet;
    private final PartingAddresses parting;

    Planner(
            Transactions transactions,
            JdbcClient jdbc,
            Directory directory,
            Clock clock,
            RelayBell bell,
            TextWay texts,
            QuietHours quiet,
            PartingAddresses parting) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
        this.bell = bell;
        this.texts = texts;
        this.quiet = quiet;
        this.parting = parting;
    }

    @EventListener
    void tellOf(AppointmentChanged changed) {
        if (changed.takesBackAnAnswer()) {
            keepToOurselves(changed);
            return;
        }
        if (changed.transition().number() > 1) {
            overtake(changed);
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

    /** An answer that was not shown yet is not shown after what came later. */
    private void overtake(AppointmentChanged changed) {
        jdbc.sql("select overtake_messages(:appointment, :step)")
                .param("appointment", changed.appointment().value())
                .param("step", changed.transition().number())
                .query((row, n) -> n)
                .list();
    }

    /** An answer is told of when it cannot be taken back any more. */
    private static Instant toldAt(AppointmentChanged changed) {
        Transition step = changed.transition();
        return step.isAnswer() ? step.at().plus(Transition.TAKEN_BACK_WITHIN).plus(UNDER_WAY) : step.at();
    }

    private void tellPatient(AppointmentChanged changed) {
        Purpose purpose = Purpose.of(changed);
        Kind about = changed.transition().byRole() == Role.PATIENT ? Kind.OWN_ACTS : Kind.CHANGES;
        int told = tell(
                        PATIENT_IS_MAILED + " and " + IS_WORTH_A_MESSAGE,
                        PATIENT_IS_TEXTED + " and " + IS_WORTH_A_MESSAGE,
                        changed,
                        purpose)
                .param("kind", Recipient.PATIENT.name())
                .param("about", about.name())
                .param("texts", texts.isOpen() && purpose.isTexted())
                .param("recipient", changed.patient().value())
                .param("doctor", changed.doctor().value())
                .update();
        if (told == 0) {
            throw new IllegalStateException("A step of an appointment that its actor does not see");
        }
    }

    private void tellDoctor(AppointmentChanged changed, DoctorId doctor, Purpose purpose) {
        tell(
                        ":mailed and exists (select from doctor d where d.id = :doctor and d.account_id is not null)"
                                + " and wants(:kind, :recipient, :about, 'EMAIL')",
                        "false",
                        changed,
                        purpose)
                .param("kind", Recipient.DOCTOR.name())
                .param("recipient", doctor.value())
                .param("doctor", doctor.value())
                .param("mailed", purpose.isMailedToDoctors())
                .param("about", purpose.kindForDoctor().name())
                .update();
    }

    /**
     * One message for the clinic's own pages, where it is delivered by being written, and one for each way out of the house.
     * Who has lost the appointment by a move is told of the time it had, not of the one it has now.
     *
     * @param mailed a condition, as is texted
     */
    private JdbcClient.StatementSpec tell(String mailed, String texted, AppointmentChanged changed, Purpose purpose) {
        Transition step = changed.transition();
        boolean lost = purpose == Purpose.HANDED_OVER;
        return byEachWay(mailed, texted, """
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             old_start_at, recipient_kind, recipient_id, channel, purpose, state, planned_at,
                                             not_before, sent_at)
                        select m.id, a.id, :number, :version, :doctor, a.location_id,
                               case when :lost then cast(:oldStart as timestamptz) else a.start_at end,
                               case when not :lost then cast(:oldStart as timestamptz) end,
                               :kind, :recipient, m.channel, :purpose, m.state, :at, :toldAt,
                               case when m.state = 'SENT' then cast(:toldAt as timestamptz) end
                        %s
                        """)
                .param("appointment", changed.appointment().value())
                .param("number", step.number())
                .param("version", changed.version())
                .param("lost", lost)
                .param("oldStart", Sql.atOrNull(step.oldStart()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("purpose", purpose.name())
                .param("toldAt", Sql.at(toldAt(changed)))
                .param("at", Sql.at(step.at()));
    }

    /**
     * Writes to the clinic's own pages, and by each way out of the house whose condition holds.
     *
     * @param insert selects from %s, where {@code a} is the appointment and {@code m} has the id, channel and state
     */
    private JdbcClient.StatementSpec byEachWay(String mailed, String texted, String insert) {
        return jdbc.sql(insert.formatted(EACH_WAY.formatted(mailed, texted)))
                .param("inApp", UuidCreator.getTimeOrderedEpoch())
                .param("mail", UuidCreator.getTimeOrderedEpoch())
                .param("text", UuidCreator.getTimeOrderedEpoch());
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
        byEachWay(PATIENT_IS_MAILED, PATIENT_IS_TEXTED, """
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             sent_at)
                        select m.id, a.id, :number, :version, a.doctor_id, a.location_id, a.start_at,
                               'PATIENT', a.patient_id, m.channel, 'KEPT', m.state, :at, :at,
                               case when m.state = 'SENT' then cast(:at as timestamptz) end
                        %s
                        on conflict do nothing
                        """)
                .param("about", Kind.CHANGES.name())
                .param("texts", texts.isOpen())
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

    /** A reminder by one way. @param due when it goes, which is not its moment where that is in the quiet hours */
    private record Reminder(Channel channel, Instant moment, Instant due) {}

    /**
     * What would have been due before the step is not planned. Whether there is an address, and whether the patient wants it,
     * is asked when it is sent.
     */
    private void remind(AppointmentChanged changed) {
        Transition step = changed.transition();
        List<Reminder> reminders = reminders(changed).stream()
                .filter(reminder -> reminder.due().isAfter(step.at()))
                .toList();
        if (reminders.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             remind_at)
                        select m.id, a.id, :number, :version, a.doctor_id, a.location_id, a.start_at,
                               'PATIENT', a.patient_id, m.channel, 'REMINDER', 'PLANNED', :at, m.due, m.moment
                        from appointment a cross join
                          unnest(cast(:ids as uuid[]), cast(:channels as text[]), cast(:moments as timestamptz[]),
                                 cast(:due as timestamptz[])) m (id, channel, moment, due)
                        where a.id = :appointment
                        """)
                .param("ids", array(reminders, reminder -> UuidCreator.getTimeOrderedEpoch()))
                .param("channels", array(reminders, Reminder::channel))
                .param("moments", array(reminders, Reminder::moment))
                .param("due", array(reminders, Reminder::due))
                .param("appointment", changed.appointment().value())
                .param("number", step.number())
                .param("version", changed.version())
                .param("at", Sql.at(step.at()))
                .update();
    }

    private static String array(List<Reminder> reminders, Function<Reminder, Object> element) {
        return reminders.stream()
                .map(reminder -> String.valueOf(element.apply(reminder)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private List<Reminder> reminders(AppointmentChanged changed) {
        Policies policies = directory.policies(changed.actor());
        return jdbc.sql("""
                        select a.start_at, a.type_id, l.zone from appointment a join location l on l.id = a.location_id
                        where a.id = :appointment
                        """)
                .param("appointment", changed.appointment().value())
                .query((row, n) -> reminders(
                        Sql.instant(row, "start_at"),
                        ZoneId.of(row.getString("zone")),
                        policies.of(new TypeId(Sql.id(row, "type_id")), changed.doctor())))
                .single();
    }

    private List<Reminder> reminders(Instant start, ZoneId zone, Policy policy) {
        List<Reminder> reminders = new ArrayList<>();
        for (Instant moment : ReminderTimes.before(start, zone, policy)) {
            reminders.add(new Reminder(Channel.EMAIL, moment, moment));
            reminders.add(new Reminder(Channel.IN_APP, moment, moment));
            if (texts.isOpen()) {
                reminders.add(new Reminder(Channel.SMS, moment, quiet.toRemind(moment, start, zone)));
            }
        }
        return reminders;
    }

    @EventListener
    void tellOf(AccountMailWanted wanted) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        jdbc.sql("""
                        insert into message (id, account_id, recipient_kind, recipient_id, channel, purpose, state,
                                             planned_at, not_before)
                        values (:id, :account, 'ACCOUNT', :account, 'EMAIL', :purpose, 'PLANNED', :at, :at)
                        """)
                .param("id", id)
                .param("account", wanted.account().value())
                .param("purpose", Purpose.of(wanted.mail()).name())
                .param("at", Sql.at(clock.instant()))
                .update();
        if (wanted.mail() == AccountMailWanted.Mail.ERASED) {
            parting.keep(id, wanted.account());
        }
        transactions.afterCommit(bell::ring);
    }
}
