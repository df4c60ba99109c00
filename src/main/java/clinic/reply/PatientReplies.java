package clinic.reply;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.platform.Secret;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds whose link it is as the system, and then acts as that patient: the link is used up in the very act that it is for,
 * so that both happen or neither.
 */
@Component
class PatientReplies implements Replies {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Appointments appointments;
    private final Clock clock;

    PatientReplies(Transactions transactions, JdbcClient jdbc, Appointments appointments, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.appointments = appointments;
        this.clock = clock;
    }

    /** @param patient to act as; never handed out */
    private record Link(AppointmentId appointment, Instant start, Actor patient) {}

    @Override
    public String issue(Actor system, UUID message, Occasion occasion, Reply reply) {
        Secret secret = Secret.make();
        transactions.as(
                system,
                () -> jdbc.sql("""
                        insert into reply_link (message_id, reply, hash, appointment_id, patient_id, start_at)
                        values (:message, :reply, :hash, :appointment, :patient, :start)
                        on conflict (message_id, reply) do update set hash = excluded.hash where reply_link.used_at is null
                        """)
                        .param("message", message)
                        .param("reply", reply.name())
                        .param("hash", secret.hash())
                        .param("appointment", occasion.appointment().value())
                        .param("patient", occasion.patient().value())
                        .param("start", Sql.at(occasion.start()))
                        .update());
        return secret.token();
    }

    @Override
    public Optional<AppointmentView> asked(String token, Reply reply, UUID request) {
        return find(token, reply, request).flatMap(link -> seen(link).filter(visit -> hasItsTime(link, visit)));
    }

    @Override
    public Outcome give(String token, Reply reply, UUID request) {
        return find(token, reply, request)
                .map(link -> transactions.as(link.patient(), () -> give(link, token, reply)))
                .orElseGet(Gone::new);
    }

    private Outcome give(Link link, String token, Reply reply) {
        Optional<AppointmentView> visit = seen(link);
        if (visit.isEmpty() || !hasItsTime(link, visit.get()) || !use(token)) {
            return new Gone();
        }
        return switch (reply) {
            case CONFIRM -> confirm(link, visit.get());
            case CANCEL -> cancel(link, visit.get());
        };
    }

    private Outcome confirm(Link link, AppointmentView visit) {
        jdbc.sql("""
                        insert into confirmation (appointment_id, start_at, at, by_id)
                        values (:appointment, :start, :at, :by) on conflict (appointment_id, start_at) do nothing
                        """)
                .param("appointment", link.appointment().value())
                .param("start", Sql.at(link.start()))
                .param("at", Sql.at(clock.instant()))
                .param("by", link.patient().id())
                .update();
        return new Given(visit);
    }

    private Outcome cancel(Link link, AppointmentView visit) {
        return switch (appointments.cancel(link.patient(), visit.id(), new Change(visit.version(), null))) {
            case BookingOutcome.Done done -> new Given(done.appointment());
            case BookingOutcome.TooLate ignored -> new TooLate(visit);
            case BookingOutcome.Refused ignored -> new Gone();
        };
    }

    /** One question whatever the token: that it is unknown is found out no faster than that it was used. */
    private Optional<Link> find(String token, Reply reply, UUID request) {
        return transactions.as(
                Actor.system(request),
                () -> jdbc.sql("""
                        select l.appointment_id, l.start_at, l.patient_id, coalesce(p.account_id, p.id) as acts
                        from reply_link l join patient p on p.id = l.patient_id
                        where l.hash = :hash and l.reply = :reply and l.used_at is null and l.start_at > :now
                        """)
                        .param("hash", Secret.hashOf(token))
                        .param("reply", reply.name())
                        .param("now", Sql.at(clock.instant()))
                        .query((row, n) -> link(row, request))
                        .optional());
    }

    /** Who has no account acts under the id of his record. */
    private static Link link(ResultSet row, UUID request) throws SQLException {
        Actor patient = new Actor(Actor.Role.PATIENT, Sql.id(row, "acts"), Sql.id(row, "patient_id"), request);
        return new Link(new AppointmentId(Sql.id(row, "appointment_id")), Sql.instant(row, "start_at"), patient);
    }

    private Optional<AppointmentView> seen(Link link) {
        try {
            return Optional.of(appointments.appointment(link.patient(), link.appointment()));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    private static boolean hasItsTime(Link link, AppointmentView visit) {
        return switch (visit.status()) {
            case APPROVED, RESCHEDULED -> visit.during().start().equals(link.start());
            case PENDING, REJECTED, COMPLETED, CANCELLED, NO_SHOW, DELETED -> false;
        };
    }

    private boolean use(String token) {
        return jdbc.sql("update reply_link set used_at = :now where hash = :hash and used_at is null")
                        .param("now", Sql.at(clock.instant()))
                        .param("hash", Secret.hashOf(token))
                        .update()
                == 1;
    }

    @Override
    public Optional<Instant> confirmed(Actor actor, AppointmentId appointment) {
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select c.at from confirmation c join appointment a on a.id = c.appointment_id and a.start_at = c.start_at
                        where a.id = :appointment
                        """)
                        .param("appointment", appointment.value())
                        .query((row, n) -> Sql.instant(row, "at"))
                        .optional());
    }
}
