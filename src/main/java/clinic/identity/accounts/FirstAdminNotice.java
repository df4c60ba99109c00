package clinic.identity.accounts;

import clinic.platform.PublicAddress;
import clinic.platform.ReadyNotice;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prints the one-time link that makes the first admin, at each start of a clinic without one. There is no default password. */
@Component
@Order(10)
class FirstAdminNotice implements ReadyNotice {

    private final SetUpDesk desk;
    private final PublicAddress address;
    private final boolean demo;

    FirstAdminNotice(SetUpDesk desk, PublicAddress address, @Value("${clinic.demo:false}") boolean demo) {
        this.desk = desk;
        this.address = address;
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
                        address.of("/set-up?token=" + token)))
                .orElseGet(List::of);
    }
}
