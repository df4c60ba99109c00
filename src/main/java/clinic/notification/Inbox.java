package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads messages for those they are for, and all of them for admins. */
@Component
class Inbox implements Notifications {

    private static final int LONGEST_PAGE = 200;

    /** By so much at most between two servers; an answer cannot be taken back any more when it is shown so early. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RelayBell bell;
    private final Watchers watchers;
    private final Unreached unreached;
    private final Outbox outbox;
    private final Languages languages;

    Inbox(
            Transactions transactions,
            JdbcClient jdbc,
            Clock clock,
            RelayBell bell,
            Watchers watchers,
            Unreached unreached,
            Outbox outbox,
            Languages languages) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.bell = bell;
        this.languages = languages;
        this.watchers = watchers;
        this.unreached = unreached;
        this.outbox = outbox;
    }

    @Override
    public List<Notification> mine(Actor actor, boolean unread, int limit, @Nullable UUID before) {
        if (!MessageAccess.peopleReadTheirOwn(actor)) {
            return List.of();
        }
        Words words = languages.of(actor);
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select m.id, m.sent_at, m.purpose, m.recipient_kind, m.recipient_id, m.appointment_id,
                               m.doctor_id, m.location_id, m.start_at, m.old_start_at, m.read_at,
                               coalesce(l.zone, (select first.zone from location first order by first.name limit 1)) as zone
                        from message m left join location l on l.id = m.location_id
                        where m.channel = 'IN_APP' and m.state = 'SENT' and m.sent_at <= :shown
                          and m.recipient_kind = :kind and m.recipient_id = :recipient
                          and (m.read_at is null or not :unread)
                          and (cast(:before as uuid) is null or (m.sent_at, m.id) <
                               (select b.sent_at, b.id from message b where b.id = cast(:before as uuid)))
                        order by m.sent_at desc, m.id desc limit :limit
                        """)
                        .param("shown", Sql.at(shown()))
                        .param("kind", Recipient.of(actor).name())
                        .param("recipient", recipient(actor))
                        .param("unread", unread)
                        .param("before", before)
                        .param("limit", page(limit))
                        .query((row, n) -> notification(row, words))
                        .list());
    }

    private static Notification notification(ResultSet row, Words words) throws SQLException {
        Facts facts = Facts.read(row);
        Facts.Visit visit = facts.visit();
        String place = row.getString("zone");
        ZoneId zone = place == null ? ZoneOffset.UTC : ZoneId.of(place);
        return new Notification(
                Sql.id(row, "id"),
                Sql.instant(row, "sent_at"),
                zone,
                facts.purpose().name(),
                visit == null ? null : visit.appointment(),
                Notice.of(facts, zone, words),
                Sql.instantOrNull(row, "read_at"));
    }

    @Override
    public List<Language> languages() {
        return Words.LANGUAGES.stream()
                .map(Words::in)
                .map(words -> new Language(words.locale().toLanguageTag(), words.say("language.name")))
                .toList();
    }

    @Override
    public String language(Actor actor) {
        return languages.of(actor).locale().toLanguageTag();
    }

    @Override
    public int unread(Actor actor) {
        if (!MessageAccess.peopleReadTheirOwn(actor)) {
            return 0;
        }
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select count(*) from message
                        where channel = 'IN_APP' and state = 'SENT' and sent_at <= :shown
                          and recipient_kind = :kind and recipient_id = :recipient and read_at is null
                        """)
                        .param("shown", Sql.at(shown()))
                        .param("kind", Recipient.of(actor).name())
                        .param("recipient", recipient(actor))
                        .query(Integer.class)
                        .single());
    }

    @Override
    public void markRead(Actor actor, UUID notification) {
        if (!MessageAccess.peopleReadTheirOwn(actor)) {
            throw new NotFound("notification");
        }
        int marked = transactions.as(
                actor,
                () -> jdbc.sql("""
                        update message set read_at = coalesce(read_at, :now)
                        where id = :id and channel = 'IN_APP' and state = 'SENT' and sent_at <= :shown
                          and recipient_kind = :kind and recipient_id = :recipient
                        """)
                        .param("id", notification)
                        .param("kind", Recipient.of(actor).name())
                        .param("recipient", recipient(actor))
                        .param("shown", Sql.at(shown()))
                        .param("now", Sql.at(clock.instant()))
                        .update());
        if (marked == 0) {
            throw new NotFound("notification");
        }
    }

    @Override
    public void markAllRead(Actor actor) {
        if (!MessageAccess.peopleReadTheirOwn(actor)) {
            return;
        }
        transactions.as(
                actor,
                () -> jdbc.sql("""
                        update message set read_at = :now
                        where channel = 'IN_APP' and state = 'SENT' and sent_at <= :shown
                          and recipient_kind = :kind and recipient_id = :recipient and read_at is null
                        """)
                        .param("kind", Recipient.of(actor).name())
                        .param("recipient", recipient(actor))
                        .param("shown", Sql.at(shown()))
                        .param("now", Sql.at(clock.instant()))
                        .update());
    }

    @Override
    public Watch watch(Actor actor, Runnable changed) {
        return watchers.add(recipient(actor), changed);
    }

    @Override
    public List<Message> search(Actor admin, Search search, int limit, @Nullable UUID before) {
        MessageAccess.onlyAdminsKeepMessages(admin);
        return transactions.as(
                admin,
                () -> jdbc.sql("""
                        select m.id, m.appointment_id, coalesce(m.version, 0) as version, m.recipient_kind, m.channel,
                               m.purpose, m.state, m.planned_at, m.sent_at, m.reason
                        from message m
                        where (cast(:state as text) is null or m.state = :state)
                          and (cast(:purpose as text) is null or m.purpose = :purpose)
                          and (cast(:channel as text) is null or m.channel = :channel)
                          and (cast(:appointment as uuid) is null or m.appointment_id = cast(:appointment as uuid))
                          and (cast(:to as uuid[]) is null or m.recipient_id = any(:to))
                          and (cast(:from as timestamptz) is null or m.planned_at >= cast(:from as timestamptz))
                          and (cast(:until as timestamptz) is null or m.planned_at < cast(:until as timestamptz))
                          and (cast(:before as uuid) is null or (m.planned_at, m.id) <
                               (select b.planned_at, b.id from message b where b.id = cast(:before as uuid)))
                        order by m.planned_at desc, m.id desc limit :limit
                        """)
                        .param(
                                "state",
                                search.state() == null ? null : search.state().name())
                        .param("purpose", search.purpose())
                        .param("channel", search.channel())
                        .param(
                                "appointment",
                                search.appointment() == null
                                        ? null
                                        : search.appointment().value())
                        .param("to", search.to() == null ? null : Sql.ids(search.to()))
                        .param("from", Sql.atOrNull(search.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", Sql.atOrNull(search.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("before", before)
                        .param("limit", page(limit))
                        .query((row, n) -> message(row))
                        .list());
    }

    @Override
    public Optional<Duration> delay(Actor admin) {
        MessageAccess.onlyAdminsKeepMessages(admin);
        return outbox.delay(clock.instant()).filter(Outbox::isWorthALook);
    }

    @Override
    public boolean sendAgain(Actor admin, UUID message) {
        MessageAccess.onlyAdminsKeepMessages(admin);
        return transactions.as(admin, () -> {
            boolean known = jdbc.sql("select exists (select from message where id = :id)")
                    .param("id", message)
                    .query(Boolean.class)
                    .single();
            if (!known) {
                throw new NotFound("message");
            }
            boolean again = Boolean.TRUE.equals(jdbc.sql("select send_again(:id)")
                    .param("id", message)
                    .query((row, n) -> row.getBoolean(1))
                    .single());
            if (again) {
                transactions.afterCommit(bell::ring);
            }
            return again;
        });
    }

    @Override
    public List<Undelivered> unreached(Actor admin, @Nullable AppointmentId after, int limit) {
        return unreached.list(admin, after, page(limit));
    }

    @Override
    public void toldByHand(Actor admin, UUID message) {
        unreached.tell(admin, message);
    }

    private static Message message(ResultSet row) throws SQLException {
        UUID appointment = Sql.idOrNull(row, "appointment_id");
        return new Message(
                Sql.id(row, "id"),
                appointment == null ? null : new AppointmentId(appointment),
                row.getInt("version"),
                row.getString("recipient_kind"),
                row.getString("channel"),
                row.getString("purpose"),
                State.valueOf(row.getString("state")),
                Sql.instant(row, "planned_at"),
                Sql.instantOrNull(row, "sent_at"),
                row.getString("reason"));
    }

    /** Until when messages are written that are shown now. */
    private Instant shown() {
        return clock.instant().plus(CLOCKS_DIFFER);
    }

    private static UUID recipient(Actor actor) {
        UUID person = actor.person();
        return person == null ? actor.id() : person;
    }

    private static int page(int limit) {
        return Math.clamp(limit, 1, LONGEST_PAGE);
    }
}
