package clinic.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The clinic's clock in demo mode: the system's, but for work that is done at another moment. Booking refuses the past, so
 * whoever builds a past must do each step when it happened. The moment belongs to that work and its thread alone;
 * everything else keeps real time meanwhile.
 */
@Component
@Primary
@ConditionalOnBooleanProperty("clinic.demo")
class DemoClock extends Clock {

    private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();

    /** Does the work as if it were this moment. */
    static <T> T at(Instant moment, Supplier<T> work) {
        return ScopedValue.where(MOMENT, moment).call(work::get);
    }

    private final Clock machine;

    DemoClock(@Qualifier("clock") Clock machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return MOMENT.isBound() ? MOMENT.get() : machine.instant();
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
