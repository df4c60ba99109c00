package clinic.platform;

import clinic.shared.Actor;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The system acting: before somebody has signed in it acts for them, in the request that the log names; outside a request,
 * as the relay and the clock do, each act is a request of its own.
 */
public final class SystemAct {

    private SystemAct() {}

    public static Actor actor() {
        @Nullable String request = MDC.get("request");
        return Actor.system(request == null ? UuidCreator.getTimeOrderedEpoch() : UUID.fromString(request));
    }
}
