package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.identity.Identity.LinkPurpose;
import clinic.platform.PublicAddress;
import clinic.reply.Replies.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Addresses of the clinic's pages, as letters name them. */
@Component
class PageAddresses {

    private final PublicAddress address;

    PageAddresses(PublicAddress address) {
        this.address = address;
    }

    /** The appointment's page, as its reader has it. */
    String appointment(Recipient reader, AppointmentId id) {
        return address.of((reader == Recipient.DOCTOR ? "/doctor/appointments/" : "/appointments/") + id.value());
    }

    /** All that the reader has ahead. */
    String appointments(Recipient reader) {
        return address.of(reader == Recipient.DOCTOR ? "/doctor" : "/appointments");
    }

    /** Where its patient chooses another time, after signing in. */
    String move(AppointmentId id) {
        return appointment(Recipient.PATIENT, id) + "/move";
    }

    /** Where whoever has the token answers a reminder. */
    String reply(Reply reply, String token) {
        String page = switch (reply) {
            case CONFIRM -> "/visit/confirm";
            case CANCEL -> "/visit/cancel";
        };
        return withToken(page, token);
    }

    /** Where patients see who opened their data. */
    String access() {
        return address.of("/account/access");
    }

    String day() {
        return address.of("/doctor");
    }

    String signIn() {
        return address.of("/sign-in");
    }

    String secret(LinkPurpose purpose, String token) {
        String page = switch (purpose) {
            case VERIFY -> "/verify";
            case RESET, INVITE -> "/password/new";
            case SET_UP -> throw new IllegalArgumentException("The set-up link is printed, never sent");
        };
        return withToken(page, token);
    }

    private String withToken(String page, String token) {
        return address.of(page + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }
}
