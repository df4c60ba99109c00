package clinic.availability.application;

import clinic.availability.domain.HoldStore;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Throws away holds that expired an hour ago. Only tidiness: they stand in nobody's way, and their owners could ask for an hour. */
@Component
class HoldTidying {

    private static final Duration KEPT = Duration.ofHours(1);

    private final Transactions transactions;
    private final HoldStore store;
    private final Clock clock;

    HoldTidying(Transactions transactions, HoldStore store, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${clinic.housekeeping.after:PT2M}", fixedDelayString = "PT10M")
    void tidy() {
        transactions.<@Nullable Void>as(SystemAct.actor(), () -> {
            store.removeExpiredBefore(clock.instant().minus(KEPT));
            return null;
        });
    }
}
