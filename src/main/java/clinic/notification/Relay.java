package clinic.notification;

import clinic.notification.Outbox.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what was planned, after it was committed. Any number of relays may run, in one process or in several: a message
 * is claimed by one of them, sent outside any transaction, and then marked.
 *
 * <p>What is promised: every message is sent at least once or ends SKIPPED or DEAD with a reason, and it is sent once
 * unless the process dies between the moment the other side takes it and the moment that is written down, or the
 * other side takes it and its answer is lost. Then a mail goes out a second time under the same Message-ID, by which mail
 * servers and readers know it as the same mail, and a text message under the same key or reference. Into the demo mailbox
 * it goes exactly once. Sending never changes an appointment.
 */
@Component
class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** How often a message is offered to a server that answers and refuses it. Some refuse a first try on purpose. */
    static final int TRIES = 8;

    /** A message that could not be sent for so long tells nothing worth telling. */
    static final Duration WORTH_SENDING = Duration.ofDays(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration PAUSE_FOR_A_SERVER = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final Map<Channel, Way> ways = new EnumMap<>(Channel.class);
    private final Set<Channel> open = EnumSet.of(Channel.IN_APP);
    private final Clock clock;
    private final RandomGenerator chance = RandomGenerator.getDefault();

    /** Taken by the other side, but the database was not there to be told: to be marked when claimed again, not sent. */
    private final Set<UUID> handedOver = ConcurrentHashMap.newKeySet();

    /** The ways at whose end nobody answered last. */
    private final Set<Channel> away = ConcurrentHashMap.newKeySet();

    Relay(Outbox outbox, List<Way> ways, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
        ways.stream().filter(Way::isOpen).forEach(way -> {
            this.ways.put(way.channel(), way);
            this.open.add(way.channel());
        });
    }

    /** Whether there is any way out for a mail. Without one mails wait, planned. */
    boolean canMail() {
        return open.contains(Channel.EMAIL);
    }

    /**
     * Sends what is due. Where a server is away, the rest of what goes by it stays due, and each later round knocks again with
     * one message; what goes by other ways does not wait for it.
     *
     * @return how many messages were dealt with
     */
    int deliverDue() {
        return deliverDueWhile(() -> true);
    }

    /** @param wanted asked before each message */
    int deliverDueWhile(BooleanSupplier wanted) {
        int dealtWith = putAside();
        Set<Channel> goingOn = EnumSet.copyOf(open);
        while (wanted.getAsBoolean()) {
            Optional<Claimed> claimed = outbox.claim(clock.instant(), goingOn);
            if (claimed.isEmpty()) {
                break;
            }
            if (!deliver(claimed.get())) {
                goingOn.remove(claimed.get().channel());
            }
            dealtWith++;
        }
        return dealtWith;
    }

    private int putAside() {
        return outbox.putAside(clock.instant(), clock.instant().minus(WORTH_SENDING), open);
    }

    /** @return false when the server at the end of its way is away */
    private boolean deliver(Claimed claimed) {
        if (handedOver.contains(claimed.id())) {
            markSent(claimed);
            return true;
        }
        Way way = ways.get(claimed.channel());
        if (way == null) {
            if (isStillWanted(claimed)) {
                markSent(claimed);
            }
            return true;
        }
        try {
            if (claimed.facts().purpose() == Purpose.REMINDER && !outbox.wantsToBeReminded(claimed)) {
                outbox.skipped(claimed, "NOT_WANTED", clock.instant());
                return true;
            }
            switch (way.write(claimed, clock.instant())) {
                case Way.NotNeeded not -> {
                    outbox.skipped(claimed, not.reason(), clock.instant());
                    return true;
                }
                case Way.NotYet not -> {
                    outbox.postpone(claimed, null, not.until());
                    return true;
                }
                case Way.Ready ready -> {
                    if (!isStillWanted(claimed)) {
                        return true;
                    }
                    ready.handover().toTheOtherSide();
                }
            }
        } catch (NotCarried e) {
            notCarried(claimed, e.why());
            return !away.contains(claimed.channel());
        } catch (RuntimeException e) {
            // The cause may quote what it choked on, so only its kind is logged.
            log.error("Message {} failed: {}", claimed.id(), e.getClass().getName());
            tryLaterOrBury(claimed, "FAULT");
            return true;
        }
        handedOver.add(claimed.id());
        away.remove(claimed.channel());
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

    private void notCarried(Claimed claimed, NotCarried.Why why) {
        if (why == NotCarried.Why.UNREACHABLE) {
            if (away.add(claimed.channel())) {
                log.warn(
                        claimed.channel() == Channel.SMS
                                ? "The gateway for text messages cannot be reached; they wait until it can"
                                : "The mail server cannot be reached; messages wait until it can");
            }
            outbox.postpone(claimed, why.name(), after(PAUSE_FOR_A_SERVER));
            return;
        }
        away.remove(claimed.channel());
        if (why.mayPass()) {
            tryLaterOrBury(claimed, why.name());
        } else {
            bury(claimed, why.name());
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
