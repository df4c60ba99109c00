package clinic.rights;

import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.platform.Retained;
import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Clears away what is older than its period. What is shown and what goes is found by the same words of each module. */
@Component
class Purge implements Retention {

    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final RetentionPeriods periods;
    private final Map<Kind, Retained> retained;
    private final Clock clock;

    Purge(Transactions transactions, JdbcClient jdbc, RetentionPeriods periods, List<Retained> retained, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.periods = periods;
        this.retained =
                retained.stream().collect(Collectors.toMap(one -> Kind.valueOf(one.kind()), Function.identity()));
        this.clock = clock;
        if (this.retained.size() != Kind.values().length) {
            throw new IllegalStateException("Not every kind knows what is due: " + this.retained.keySet());
        }
    }

    @Override
    public List<Held> held(Actor admin) {
        RightsAccess.onlyAdminsDecide(admin, "retention");
        Instant now = clock.instant();
        Actor system = SystemAct.actor();
        return transactions.as(system, () -> {
            ZoneId zone = periods.zone(system);
            return periods.months().entrySet().stream()
                    .map(period -> held(period.getKey(), period.getValue(), now, zone))
                    .toList();
        });
    }

    private Held held(Kind kind, int months, Instant now, ZoneId zone) {
        Retained.Due due = of(kind).due(now, RetentionPeriods.before(now, months, zone));
        return new Held(kind, months, periods.least(kind), kind.most(), due.count(), due.oldest());
    }

    @Override
    public List<Held> change(Actor admin, Map<Kind, Integer> months) {
        RightsAccess.onlyAdminsDecide(admin, "retention");
        var check = new Invalid.Check();
        months.forEach((kind, value) -> check.number(kind.name(), value, periods.least(kind), kind.most()));
        check.done();
        transactions.as(admin, () -> {
            periods.change(months);
            return true;
        });
        return held(admin);
    }

    @Override
    public Map<Kind, Integer> purge(Actor admin) {
        RightsAccess.onlyAdminsDecide(admin, "retention");
        SecurityLog.note(Event.PURGE_BY_ADMIN);
        return purge(admin.id());
    }

    /** By the clock. */
    Map<Kind, Integer> purge() {
        return purge((UUID) null);
    }

    /** A kind that fails keeps no other from going. */
    private Map<Kind, Integer> purge(@Nullable UUID by) {
        Map<Kind, Integer> gone = new EnumMap<>(Kind.class);
        @Nullable RuntimeException failed = null;
        for (Kind kind : Kind.values()) {
            try {
                gone.put(kind, all(kind, by));
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
        return gone;
    }

    private int all(Kind kind, @Nullable UUID by) {
        int sum = 0;
        int some;
        do {
            some = batch(kind, by);
            sum += some;
        } while (some == AT_ONCE);
        return sum;
    }

    private int batch(Kind kind, @Nullable UUID by) {
        Actor system = SystemAct.actor();
        Instant now = clock.instant();
        return transactions.as(system, () -> {
            int months = periods.months().getOrDefault(kind, kind.usual());
            int gone =
                    of(kind).takeAway(system, now, RetentionPeriods.before(now, months, periods.zone(system)), AT_ONCE);
            if (gone > 0) {
                jdbc.sql("""
                                insert into purge_run (id, kind, at, months, removed, by_id)
                                values (:id, :kind, :at, :months, :removed, :by)
                                """)
                        .param("id", UuidCreator.getTimeOrderedEpoch())
                        .param("kind", kind.name())
                        .param("at", Sql.at(now))
                        .param("months", months)
                        .param("removed", gone)
                        .param("by", by, Types.OTHER)
                        .update();
            }
            return gone;
        });
    }

    private Retained of(Kind kind) {
        Retained found = retained.get(kind);
        if (found == null) {
            throw new IllegalStateException("Nobody knows what is due of " + kind);
        }
        return found;
    }
}
