package clinic.booking.application;

import clinic.availability.TimeWanted;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore;
import clinic.platform.FailureTrace;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Declines requests that nobody answered in time, and tells so. Their time is free at that instant whether this has run or
 * not: lists leave it out, answers come too late, and whoever wants time has them ended first.
 */
@Component
class RequestExpiry {

    private static final Logger log = LoggerFactory.getLogger(RequestExpiry.class);
    private static final int AT_ONCE = 50;

    private final Transactions transactions;
    private final AppointmentStore store;
    private final Steps steps;
    private final Clock clock;

    RequestExpiry(Transactions transactions, AppointmentStore store, Steps steps, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.steps = steps;
        this.clock = clock;
    }

    @EventListener
    void before(TimeWanted wanted) {
        makeWay();
    }

    /** Before somebody takes time. What goes wrong with one request must not keep everybody from booking. */
    void makeWay() {
        try {
            endExpired();
        } catch (RuntimeException e) {
            log.error("Requests could not be ended: {}", FailureTrace.of(e));
        }
    }

    /** Each lot is an act of the system. Where somebody acts already, as in a dry run, nothing is ended. */
    void endExpired() {
        if (transactions.isActing()) {
            return;
        }
        int ended;
        do {
            Actor system = SystemAct.actor();
            // Before the act begins: the database asks whether it was over then.
            Instant now = clock.instant();
            ended = transactions.as(system, () -> {
                List<Appointment> expired = store.lockExpired(now, AT_ONCE);
                expired.forEach(request -> steps.expire(system, request));
                return expired.size();
            });
        } while (ended == AT_ONCE);
    }
}
