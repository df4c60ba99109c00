package clinic.identity.accounts;

import clinic.shared.Actor;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Before somebody has signed in, the system acts for them, in the request that the log names. */
class SystemAct {

    private SystemAct() {}

    static Actor actor() {
        @Nullable String request = MDC.get("request");
        return Actor.system(request == null ? UuidCreator.getTimeOrderedEpoch() : UUID.fromString(request));
    }
}
