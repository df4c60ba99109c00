package clinic.notification;

import clinic.notification.Outbox.Claimed;
import java.time.Instant;

/** One way by which messages leave the house: each is written from what is known now, and then handed over. */
interface Way {

    Channel channel();

    /** Whether there is anybody to hand over to. What cannot go waits, planned. */
    boolean isOpen();

    /** Nothing has left the house yet. */
    Outgoing write(Claimed claimed, Instant now);

    /** A written message, or why none goes now. */
    sealed interface Outgoing permits Ready, NotYet, NotNeeded {}

    record Ready(Handover handover) implements Outgoing {}

    record NotYet(Instant until) implements Outgoing {}

    record NotNeeded(String reason) implements Outgoing {}

    /** Returns when the other side has taken the message over. Never called inside a transaction. */
    interface Handover {
        void toTheOtherSide() throws NotCarried;
    }
}
