package clinic.identity.accounts;

import clinic.platform.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/**
 * Who the clinic is to passkeys: the host of its public address, which must be a name and not a number. On a machine of its
 * own, reached by number, it is {@code localhost}.
 */
@Component
class RelyingParty {

    private final PublicAddress address;
    private final String clinic;

    RelyingParty(PublicAddress address, @Value("${clinic.name:Harbour Clinic}") String clinic) {
        this.address = address;
        this.clinic = clinic;
    }

    PublicKeyCredentialRpEntity entity() {
        return PublicKeyCredentialRpEntity.builder().id(id()).name(clinic).build();
    }

    String id() {
        String host = URI.create(address.of("/")).getHost();
        return isLoopback(host) ? "localhost" : host;
    }

    /** Verifies what devices sign; knows people and keys by what it is given. */
    Webauthn4JRelyingPartyOperations operations(
            PublicKeyCredentialUserEntityRepository users, UserCredentialRepository keys) {
        return new Webauthn4JRelyingPartyOperations(users, keys, entity(), origins());
    }

    private Set<String> origins() {
        String origin = address.of("");
        Set<String> origins = new HashSet<>(Set.of(origin));
        URI uri = URI.create(origin);
        if (isLoopback(uri.getHost())) {
            origins.add(uri.getScheme() + "://localhost" + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        }
        return origins;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
