package clinic.notification;

import clinic.notification.Outbox.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Delivers what was planned, after it was committed. Any number of relays may run, in one process or in several: a message
 * is claimed by one of them, sent outside any transaction, and then marked.
 *
 * <p>What is promised: every message is sent at least once or ends SKIPPED or DEAD with a reason, and it is sent once
 * unless the process dies between the moment the mail server takes the mail and the moment that is written down, or the
 * server takes it and its answer is lost. Then it goes out a second time, under the same Message-ID, by which mail servers
 * and readers know it as the same mail. Into the demo mailbox it goes exactly once. Sending never changes an appointment.
 */
@Component
class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** How often a mail is offered to a server that answers and refuses it. Some refuse a first try on purpose. */
    static final int TRIES = 8;

    /** A mail that could not be sent for so long tells nothing worth telling. */
    static final Duration WORTH_SENDING = Duration.ofDays(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration PAUSE_FOR_A_SERVER = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final LetterWriter writer;
    private final @Nullable MailCarrier carrier;
    private final Set<Channel> open;
    private final Clock clock;
    private final RandomGenerator chance = RandomGenerator.getDefault();

    /** Taken by the mail server, but the database was not there to be told: to be marked when claimed again, not sent. */
    private final Set<UUID> handedOver = ConcurrentHashMap.newKeySet();

    private volatile boolean serverIsAway;

    Relay(Outbox outbox, LetterWriter writer, ObjectProvider<MailCarrier> carrier, Clock clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.carrier = carrier.getIfAvailable();
        this.open = this.carrier == null ? EnumSet.of(Channel.IN_APP) : EnumSet.allOf(Channel.class);
        this.clock = clock;
    }

    /** Whether there is any way out for a mail. Without one mails wait, planned. */
    boolean canMail() {
        return carrier != null;
    }

    /**
     * Sends what is due, and stops early when the mail server is away: then the rest stays due, and each later round knocks
     * again with one message.
     *
     * @return how many messages were dealt with
     */
    int deliverDue() {
        return deliverDueWhile(() -> true);
    }

    /** @param wanted asked before each message */
    int deliverDueWhile(BooleanSupplier wanted) {
        int dealtWith = putAside();
        boolean goOn = true;
        while (goOn && wanted.getAsBoolean()) {
            Optional<Claimed> claimed = outbox.claim(clock.instant(), open);
            if (claimed.isEmpty()) {
                break;
            }
            goOn = deliver(claimed.get());
            dealtWith++;
        }
        return dealtWith;
    }

    private int putAside() {
        return outbox.putAside(clock.instant(), clock.instant().minus(WORTH_SENDING), open);
    }

    /** @return false when the mail server is away */
    private boolean deliver(Claimed claimed) {
        if (handedOver.contains(claimed.id())) {
            markSent(claimed);
            return true;
        }
        if (carrier == null || claimed.channel() == Channel.IN_APP) {
            if (isStillWanted(claimed)) {
                markSent(claimed);
            }
            return true;
        }
        try {
            LetterWriter.Result written = writer.write(claimed, clock.instant());
            if (written instanceof LetterWriter.NotNeeded not) {
                outbox.skipped(claimed, not.reason(), clock.instant());
                return true;
            }
            if (!isStillWanted(claimed)) {
                return true;
            }
            carrier.carry(((LetterWriter.Written) written).mail());
        } catch (MailCarrier.NotCarried e) {
            notCarried(claimed, e.why());
            return !serverIsAway;
        } catch (RuntimeException e) {
            // The cause may quote what it choked on, so only its kind is logged.
            log.error("Message {} failed: {}", claimed.id(), e.getClass().getName());
            tryLaterOrBury(claimed, "FAULT");
            return true;
        }
        handedOver.add(claimed.id());
        serverIsAway = false;
        markSent(claimed);
        return true;
    }

    /** Asked last before sending; what is no longer wanted is put aside. */
    private boolean isStillWanted(Claimed claimed) {
        boolean wanted = outbox.isStillWanted(claimed, clock.instant());
        if (!wanted) {
            outbox.postpone(claimed, null, clock.instant());
            putAside();
        }
        return wanted;
    }

    private void markSent(Claimed claimed) {
        if (!outbox.sent(claimed, clock.instant())) {
            log.warn("Message {} took longer than its lease; it may have been sent twice", claimed.id());
        }
        handedOver.remove(claimed.id());
    }

    private void notCarried(Claimed claimed, MailCarrier.Why why) {
        if (why == MailCarrier.Why.UNREACHABLE) {
            if (!serverIsAway) {
                log.warn("The mail server cannot be reached; messages wait until it can");
            }
            serverIsAway = true;
            outbox.postpone(claimed, why.name(), after(PAUSE_FOR_A_SERVER));
            return;
        }
        serverIsAway = false;
        if (why == MailCarrier.Why.BAD_ADDRESS) {
            bury(claimed, why.name());
        } else {
            tryLaterOrBury(claimed, why.name());
        }
    }

    private void tryLaterOrBury(Claimed claimed, String reason) {
        if (claimed.attempts() >= TRIES) {
            bury(claimed, reason);
            return;
        }
        long doubled = FIRST_PAUSE.toMillis() << (claimed.attempts() - 1);
        outbox.failed(claimed, reason, after(Duration.ofMillis(doubled)));
    }

    private void bury(Claimed claimed, String reason) {
        outbox.dead(claimed, reason, clock.instant());
        log.warn("Message {} was given up after {} tries: {}", claimed.id(), claimed.attempts(), reason);
    }

    /** Within a quarter of the pause, so that messages that failed together do not come back together. */
    private Instant after(Duration pause) {
        long millis = pause.toMillis();
        return clock.instant().plusMillis(millis * 3 / 4 + chance.nextLong(millis / 2));
    }
}
