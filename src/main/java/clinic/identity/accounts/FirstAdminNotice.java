package clinic.identity.accounts;

import clinic.platform.ReadyNotice;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Prints the one-time link that makes the first admin, at each start of a clinic without one. There is no default password. */
@Component
@Order(10)
class FirstAdminNotice implements ReadyNotice {

    private final SetUpDesk desk;
    private final Environment environment;
    private final boolean demo;

    FirstAdminNotice(SetUpDesk desk, Environment environment, @Value("${clinic.demo:false}") boolean demo) {
        this.desk = desk;
        this.environment = environment;
        this.demo = demo;
    }

    @Override
    public List<String> lines() {
        if (demo) {
            return List.of();
        }
        return desk.link()
                .map(token -> List.of(
                        "There is no admin yet. This link makes the first one, once, within a day:",
                        "http://%s:%s/set-up?token=%s"
                                .formatted(
                                        environment.getProperty("server.address", "127.0.0.1"),
                                        environment.getProperty("local.server.port", "8080"),
                                        token)))
                .orElseGet(List::of);
    }
}
