package clinic.demo;

import clinic.platform.CannotStart;
import clinic.platform.Loopback;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Everybody knows the passwords of a demo, so it is shown to this machine alone unless somebody says otherwise. */
@Component
@ConditionalOnBooleanProperty("clinic.demo")
class StaysHere {

    /**
     * @param shown whether others may come: {@code clinic.demo.shown}
     * @throws CannotStart when others could come and nobody said that they may
     */
    StaysHere(
            @Value("${server.address:}") String listens,
            @Value("${clinic.base-url:}") String reached,
            @Value("${clinic.demo.shown:false}") boolean shown) {
        String host = reached.isBlank() ? "" : URI.create(reached.strip()).getHost();
        if (!shown && !(Loopback.is(listens) && Loopback.is(host))) {
            throw new CannotStart(
                    "Everybody knows the passwords of the demo clinic, and others than this machine could reach it.",
                    "Start a clinic of your own with --no-demo, or say CLINIC_DEMO_SHOWN=true to show the demo to them.");
        }
    }
}
