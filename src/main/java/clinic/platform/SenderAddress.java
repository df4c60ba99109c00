package clinic.platform;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * In whose name the clinic writes and invites: property {@code clinic.mail-from}, a bare address, or a name with one in
 * angle brackets.
 */
@Component
public class SenderAddress {

    private final InternetAddress address;

    SenderAddress(@Value("${clinic.mail-from:Clinic <clinic@localhost>}") String from) throws AddressException {
        this.address = new InternetAddress(from, false);
    }

    /** A copy, as it could be changed. */
    public InternetAddress address() {
        return (InternetAddress) address.clone();
    }
}
