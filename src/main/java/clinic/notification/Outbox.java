package clinic.notification;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The messages that are still to be sent, as the relay sees them. Every call is one short transaction of its own, committed
 * before anything is sent and again after. Whoever claims a message holds a lease on it; only the holder of the lease may
 * say what became of it, and when a holder dies the lease runs out and somebody else takes the message over.
 */
@Component
class Outbox {

    /** Longer than the other side may take for one message. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /**
     * Longer than any pause between two tries, so that of what is unsent only the reminders of later lie beyond it, and what
     * waits for the end of the quiet hours.
     */
    private static final Duration IN_SIGHT = Duration.ofHours(1);

    private static final Duration WORTH_A_LOOK = Duration.ofMinutes(15);

    /** A later step was taken, and not taken back. Only a doctor who lost the appointment hears of no later step. */
    private static final String STALE = """
            exists (select from transition t
                    where t.appointment_id = m.appointment_id and t.number > m.transition and m.purpose <> 'HANDED_OVER'
                      and not exists (
                        select from message back
                        where back.appointment_id = t.appointment_id and back.transition = t.number
                          and back.reason = 'TAKEN_BACK'))
            """;

    /** The visit has begun, or it is time for a later reminder of it. */
    private static final String LATE = """
            (m.purpose = 'REMINDER' and (m.start_at <= :now or exists (
              select from message later
              where later.appointment_id = m.appointment_id and later.transition = m.transition
                and later.channel = m.channel and later.remind_at > m.remind_at and later.remind_at <= :now)))
            """;

    private final Transactions transactions;
    private final JdbcClient jdbc;

    Outbox(Transactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * A message that this relay alone may send now.
     *
     * @param lease proves it
     * @param attempts how often it was offered to a server that answered, this time included
     */
    record Claimed(UUID id, UUID lease, int attempts, Channel channel, Facts facts) {}

    /**
     * Puts aside what is not worth sending any more. A later step of the same appointment makes a message stale: nobody is
     * told of a time that no longer holds after being told of the new one, and the later step has its own message. Only a
     * doctor who lost the appointment hears of no later step, so that message stays. A reminder is late when the visit has
     * begun, or when the next reminder of it is due; so of many that waited out an outage one is left.
     *
     * @param channels the ways that are open
     * @param worthSendingSince what was planned before this tells nothing worth telling
     */
    int putAside(Instant now, Instant worthSendingSince, Set<Channel> channels) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        with due as (
                          select m.id, m.state = 'FAILED' as was_tried, it.is_stale, it.is_late
                          from message m cross join lateral (select %s as is_stale, %s as is_late) it
                          where m.state in ('PLANNED', 'FAILED') and m.not_before <= :inSight and m.channel in (:channels)
                            and (m.lease_until is null or m.lease_until <= :now)
                            and (it.is_stale or it.is_late or m.purpose <> 'REMINDER' and m.planned_at < :since)
                          for update of m skip locked)
                        update message m set
                          state = case when not (due.is_stale or due.is_late) and due.was_tried then 'DEAD' else 'SKIPPED' end,
                          reason = case when due.is_stale then 'STALE' when due.is_late then 'LATE' else 'TOO_OLD' end,
                          lease_id = null, lease_until = null
                        from due where m.id = due.id
                        """.formatted(STALE, LATE))
                        .param("now", Sql.at(now))
                        .param("inSight", Sql.at(now.plus(IN_SIGHT)))
                        .param("channels", names(channels))
                        .param("since", Sql.at(worthSendingSince))
                        .update());
    }

    /**
     * The message that is due longest, unless an earlier one of its appointment is still under way to the same person.
     *
     * @param channels the ways that are open
     */
    Optional<Claimed> claim(Instant now, Set<Channel> channels) {
        UUID lease = UUID.randomUUID();
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        with due as (
                          select m.id from message m
                          where m.state in ('PLANNED', 'FAILED') and m.not_before <= :now and m.channel in (:channels)
                            and (m.lease_until is null or m.lease_until <= :now)
                            and not exists (
                              select from message e
                              where e.appointment_id = m.appointment_id and e.transition < m.transition
                                and e.recipient_kind = m.recipient_kind and e.recipient_id = m.recipient_id
                                and e.channel = m.channel
                                and e.state in ('PLANNED', 'FAILED')
                                and (e.purpose <> 'REMINDER' and e.channel <> 'SMS' or e.not_before <= :now))
                          order by m.channel <> 'IN_APP', m.not_before, m.id limit 1
                          for update skip locked)
                        update message m set lease_id = :lease, lease_until = :until, attempts = m.attempts + 1
                        from due where m.id = due.id
                        returning m.id, m.attempts, m.channel, m.appointment_id, m.recipient_kind, m.recipient_id,
                                  m.purpose, m.doctor_id, m.location_id, m.start_at, m.old_start_at
                        """)
                        .param("now", Sql.at(now))
                        .param("channels", names(channels))
                        .param("lease", lease)
                        .param("until", Sql.at(now.plus(LEASE)))
                        .query((row, n) -> new Claimed(
                                Sql.id(row, "id"),
                                lease,
                                row.getInt("attempts"),
                                Channel.valueOf(row.getString("channel")),
                                Facts.read(row)))
                        .optional());
    }

    private static List<String> names(Set<Channel> channels) {
        return channels.stream().map(Channel::name).toList();
    }

    /** Whether the claim still holds, and neither a later step nor the time has overtaken it: asked last before sending. */
    boolean isStillWanted(Claimed claimed, Instant now) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select exists (
                          select from message m
                          where m.id = :id and m.lease_id = :lease and m.lease_until > :now
                            and not %s and not %s)
                        """.formatted(STALE, LATE))
                        .param("id", claimed.id())
                        .param("lease", claimed.lease())
                        .param("now", Sql.at(now))
                        .query(Boolean.class)
                        .single());
    }

    /** Whether somebody who is to be reminded wants it by this way; a choice holds for what was planned before it too. */
    boolean wantsToBeReminded(Claimed claimed) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("select wants(:recipientKind, :recipient, 'REMINDERS', :channel)")
                        .param("recipientKind", claimed.facts().recipient().name())
                        .param("recipient", claimed.facts().recipientId())
                        .param("channel", claimed.channel().name())
                        .query(Boolean.class)
                        .single());
    }

    /** @return false when the lease was lost meanwhile, so that somebody else may have sent it too */
    boolean sent(Claimed claimed, Instant now) {
        return close(claimed, Notifications.State.SENT, null, now, now);
    }

    boolean skipped(Claimed claimed, String reason, Instant now) {
        return close(claimed, Notifications.State.SKIPPED, reason, null, now);
    }

    boolean dead(Claimed claimed, String reason, Instant now) {
        return close(claimed, Notifications.State.DEAD, reason, null, now);
    }

    boolean failed(Claimed claimed, String reason, Instant tryAgainAt) {
        return close(claimed, Notifications.State.FAILED, reason, null, tryAgainAt);
    }

    /** Lets go of a message that no server has seen, so that this time does not count as a try. */
    boolean postpone(Claimed claimed, @Nullable String reason, Instant tryAgainAt) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                                update message set lease_id = null, lease_until = null, attempts = attempts - 1,
                                                   not_before = :notBefore, reason = :reason,
                                                   state = case when cast(:reason as text) is null then state else 'FAILED' end
                                where id = :id and lease_id = :lease
                                """)
                                .param("id", claimed.id())
                                .param("lease", claimed.lease())
                                .param("reason", reason)
                                .param("notBefore", Sql.at(tryAgainAt))
                                .update()
                        == 1);
    }

    private boolean close(
            Claimed claimed,
            Notifications.State state,
            @Nullable String reason,
            @Nullable Instant sentAt,
            Instant notBefore) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        update message set state = :state, reason = :reason, sent_at = :sentAt, not_before = :notBefore,
                                           lease_id = null, lease_until = null
                        where id = :id and lease_id = :lease
                        """)
                                .param("id", claimed.id())
                                .param("lease", claimed.lease())
                                .param("state", state.name())
                                .param("reason", reason)
                                .param("sentAt", Sql.atOrNull(sentAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                                .param("notBefore", Sql.at(notBefore))
                                .update()
                        == 1);
    }

    /** How long the message has waited that waits longest; empty when none does. */
    Optional<Duration> delay(Instant now) {
        return oldestUnsent(now).map(since -> Duration.between(since, now)).filter(Duration::isPositive);
    }

    static boolean isWorthALook(Duration delay) {
        return delay.compareTo(WORTH_A_LOOK) > 0;
    }

    /**
     * Since when the message waits that waits longest; empty when none does. A reminder waits from its moment on, a text that was
     * kept from the quiet hours from their end.
     */
    private Optional<Instant> oldestUnsent(Instant now) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select case when channel = 'SMS' and state = 'PLANNED' then not_before
                               else coalesce(remind_at, planned_at) end as since
                        from message
                        where state in ('PLANNED', 'FAILED') and not_before <= :inSight
                        order by since limit 1
                        """)
                        .param("inSight", Sql.at(now.plus(IN_SIGHT)))
                        .query((row, n) -> Sql.instant(row, "since"))
                        .optional());
    }
}
