package clinic.notification;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Wakes the relay of this process as soon as something was committed, so that nobody waits for the next round. */
@Component
class RelayBell {

    private final Semaphore rung = new Semaphore(0);

    /** Never waits and never fails: it is called after a commit. */
    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until somebody rings; any number of rings in the meantime count as one. */
    void await() {
        rung.acquireUninterruptibly();
        rung.drainPermits();
    }
}
