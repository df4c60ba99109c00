package clinic.platform;

import clinic.shared.Actor;
import clinic.shared.Refusal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to open a transaction. Each act runs as its actor: the database takes the actor's role and learns the
 * actor's id, and what the clock says, in one round trip, and row-level security judges every row from there. Isolation is READ COMMITTED, which
 * is PostgreSQL's own default and asked of nobody; what must not race takes locks.
 */
@Component
public class Transactions {

    private static final int ATTEMPTS = 4;
    private static final Object ACTOR = new Object();

    private final TransactionTemplate template;
    private final JdbcClient jdbc;
    private final Clock clock;

    Transactions(PlatformTransactionManager manager, JdbcClient jdbc, Clock clock) {
        this.template = new TransactionTemplate(manager);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Runs the work as one act: all of it is committed or none. A returned {@link Refusal} or an exception rolls
     * everything back. A deadlock or serialization failure runs the whole act again, at most three times, so the work
     * must not touch anything but the database. Inside an act of the same actor this joins it.
     *
     * @throws IllegalStateException inside an act of somebody else
     */
    public <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        Object current = TransactionSynchronizationManager.getResource(ACTOR);
        if (current != null) {
            if (!current.equals(actor)) {
                throw new IllegalStateException("An act of " + actor.role() + " inside an act of somebody else");
            }
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(actor, work, false);
            } catch (ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS || !isWorthRepeating(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether an act is under way here. */
    public boolean isActing() {
        return TransactionSynchronizationManager.hasResource(ACTOR);
    }

    /** Runs the work as one act and then undoes it, to tell what it would do. Never inside another act. */
    public <T extends @Nullable Object> T dryRun(Actor actor, Supplier<T> work) {
        if (isActing()) {
            throw new IllegalStateException("A dry run inside an act would undo the act");
        }
        return once(actor, work, true);
    }

    private <T extends @Nullable Object> T once(Actor actor, Supplier<T> work, boolean undo) {
        TransactionSynchronizationManager.bindResource(ACTOR, actor);
        try {
            return template.execute(status -> {
                takeRole(actor);
                T result = work.get();
                if (undo || result instanceof Refusal) {
                    status.setRollbackOnly();
                }
                return result;
            });
        } finally {
            TransactionSynchronizationManager.unbindResource(ACTOR);
        }
    }

    private void takeRole(Actor actor) {
        jdbc.sql("""
                        select set_config('role', :role, true), set_config('clinic.actor_id', :id, true),
                               set_config('clinic.person_id', :person, true), set_config('clinic.request_id', :request, true),
                               set_config('clinic.moment', :moment, true)
                        """)
                .param("role", "clinic_" + actor.role().name().toLowerCase(Locale.ROOT))
                .param("id", actor.id().toString())
                .param("person", actor.person() == null ? "" : actor.person().toString())
                .param("request", actor.request().toString())
                .param("moment", clock.instant().toString())
                .query((row, n) -> row.getString(1))
                .single();
    }

    /**
     * Does something as soon as the act this is called in has been committed, and not at all when it is rolled back. The
     * work must be quick and cannot fail the act any more.
     */
    public void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Deadlock (40P01) and serialization failure (40001) are passing; a lock that was not had in time is not. */
    private static boolean isWorthRepeating(ConcurrencyFailureException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && ("40P01".equals(cause.getSQLState()) || "40001".equals(cause.getSQLState()));
    }
}
