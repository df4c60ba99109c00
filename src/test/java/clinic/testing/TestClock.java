package clinic.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clinic's clock in tests: stands still on Monday 23 November 2026, 08:00 UTC, until a test moves it, and is put back
 * before each test.
 */
public class TestClock extends Clock {

    public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private volatile Instant now = START;

    public void set(Instant instant) {
        now = instant;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void reset() {
        now = START;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The clinic's clock has no zone; a location has");
    }
}
