package clinic.booking.application;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends requests within a second of their time, in each process. Property {@code clinic.expiry.enabled} turns it off. */
@Component
@ConditionalOnProperty(name = "clinic.expiry.enabled", matchIfMissing = true)
class RequestExpirySchedule {

    private final RequestExpiry expiry;

    RequestExpirySchedule(RequestExpiry expiry) {
        this.expiry = expiry;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void everySecond() {
        expiry.endExpired();
    }
}
