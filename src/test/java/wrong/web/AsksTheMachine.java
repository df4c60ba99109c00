package wrong.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.function.Supplier;

/** Every way around the clinic's clock. */
public class AsksTheMachine {

    public Instant now() {
        return Instant.now();
    }

    public Supplier<Instant> later() {
        return Instant::now;
    }

    public LocalDate today() {
        return LocalDate.now(ZoneId.of("UTC"));
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    public long millis() {
        return System.currentTimeMillis();
    }

    @SuppressWarnings("JavaUtilDate")
    public Date date() {
        return new Date();
    }

    public LocalDate allowed(Clock clock) {
        return LocalDate.now(clock);
    }
}
