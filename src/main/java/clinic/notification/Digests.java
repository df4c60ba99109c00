package clinic.notification;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The morning mail of doctors who want one. It is planned between seven and noon on the clock of the place where the doctor
 * sees a patient next, once for each date, and holds what is true when it goes; without anything to tell none goes.
 */
@Component
class Digests {

    private static final LocalTime FROM = LocalTime.of(7, 0);
    private static final LocalTime TO = LocalTime.NOON;

    /** The place where doctor {@code d} sees a patient next. No visit is longer than a day. */
    private static final String NEXT = """
            lateral (
              select l.zone from appointment a join location l on l.id = a.location_id
              where a.doctor_id = d.id and a.start_at > cast(:now as timestamptz) - interval '1 day' and a.end_at > :now
                and a.status in ('PENDING', 'APPROVED', 'RESCHEDULED')
              order by a.start_at limit 1) next
            """;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Digests(Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a digest tells.
     *
     * @param requests how many wait for the doctor's answer
     */
    record Digest(int requests, Day today, Day tomorrow) {

        boolean isEmpty() {
            return requests == 0 && today.visits == 0 && tomorrow.visits == 0;
        }
    }

    /** @param first, last the times of day at which the first visit begins and the last ends; absent on a free day */
    record Day(
            int visits, @Nullable LocalTime first, @Nullable LocalTime last) {}

    /** @return how many were planned */
    int plan() {
        Instant now = clock.instant();
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        insert into message (id, account_id, recipient_kind, recipient_id, channel, purpose, state, planned_at,
                                             not_before, digest_on)
                        select gen_random_uuid(), d.account_id, 'ACCOUNT', d.account_id, 'EMAIL', 'DIGEST', 'PLANNED', :now, :now,
                               (cast(:now as timestamptz) at time zone next.zone)::date
                        from doctor d cross join %s
                        where d.account_id is not null
                          and (cast(:now as timestamptz) at time zone next.zone)::time >= :from
                          and (cast(:now as timestamptz) at time zone next.zone)::time < :to
                          and wants('DOCTOR', d.id, 'DIGEST', 'EMAIL')
                        on conflict do nothing
                        """.formatted(NEXT))
                        .param("now", Sql.at(now))
                        .param("from", FROM)
                        .param("to", TO)
                        .update());
    }

    /** Empty when the date that it is for is over, or its reader is no doctor any more. */
    Optional<Digest> of(UUID message) {
        Instant now = clock.instant();
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select m.digest_on, d.id, next.zone
                        from message m join doctor d on d.account_id = m.account_id cross join %s
                        where m.id = :message and m.digest_on = (cast(:now as timestamptz) at time zone next.zone)::date
                        """.formatted(NEXT))
                        .param("message", message)
                        .param("now", Sql.at(now))
                        .query((row, n) -> digest(
                                Sql.id(row, "id"),
                                row.getObject("digest_on", LocalDate.class),
                                ZoneId.of(row.getString("zone"))))
                        .optional());
    }

    private Digest digest(UUID doctor, LocalDate date, ZoneId zone) {
        int requests = jdbc.sql("""
                        select count(*) from appointment
                        where doctor_id = :doctor and awaiting = 'DOCTOR' and start_at > :now
                          and (expires_at is null or expires_at > :now)
                        """)
                .param("doctor", doctor)
                .param("now", Sql.at(clock.instant()))
                .query(Integer.class)
                .single();
        return new Digest(requests, day(doctor, date, zone), day(doctor, date.plusDays(1), zone));
    }

    private Day day(UUID doctor, LocalDate date, ZoneId zone) {
        return jdbc.sql("""
                        select count(*) as visits, min(start_at) as first, max(end_at) as last from appointment
                        where doctor_id = :doctor and status in ('APPROVED', 'RESCHEDULED')
                          and start_at >= :from and start_at < :to
                        """)
                .param("doctor", doctor)
                .param("from", Sql.at(date.atStartOfDay(zone).toInstant()))
                .param("to", Sql.at(date.plusDays(1).atStartOfDay(zone).toInstant()))
                .query((row, n) -> new Day(row.getInt("visits"), time(row, "first", zone), time(row, "last", zone)))
                .single();
    }

    private static @Nullable LocalTime time(ResultSet row, String column, ZoneId zone) throws SQLException {
        Instant instant = Sql.instantOrNull(row, column);
        return instant == null ? null : instant.atZone(zone).toLocalTime();
    }
}
