package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.identity.Identity.LinkPurpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Addresses of the clinic's pages, as people reach them from outside: property {@code clinic.base-url}, without which it is
 * the address this process listens on.
 */
@Component
class PageAddresses {

    private final String base;

    PageAddresses(@Value("${clinic.base-url:http://${server.address:localhost}:${server.port:8080}}") String base) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** The appointment's page, as its reader has it. */
    String appointment(Recipient reader, AppointmentId id) {
        return base + (reader == Recipient.DOCTOR ? "/doctor/appointments/" : "/appointments/") + id.value();
    }

    /** All that the reader has ahead. */
    String appointments(Recipient reader) {
        return base + (reader == Recipient.DOCTOR ? "/doctor" : "/appointments");
    }

    String signIn() {
        return base + "/sign-in";
    }

    String secret(LinkPurpose purpose, String token) {
        String page = switch (purpose) {
            case VERIFY -> "/verify";
            case RESET, INVITE -> "/password/new";
            case SET_UP -> "/set-up";
        };
        return base + page + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
}
