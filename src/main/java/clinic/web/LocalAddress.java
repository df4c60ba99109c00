package clinic.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses that a request asks to be sent on to: only ever a path of this clinic, never another site. */
final class LocalAddress {

    private LocalAddress() {}

    /** The wanted path with its query, or the other when it is missing or would lead elsewhere. */
    static String or(@Nullable String wanted, String otherwise) {
        if (wanted == null
                || !wanted.startsWith("/")
                || wanted.startsWith("//")
                || wanted.indexOf('\\') >= 0
                || wanted.chars().anyMatch(Character::isISOControl)) {
            return otherwise;
        }
        try {
            URI uri = new URI(wanted);
            return uri.getHost() == null && uri.getScheme() == null ? uri.toASCIIString() : otherwise;
        } catch (URISyntaxException e) {
            return otherwise;
        }
    }

    /** The wanted path with its query; absent when it is missing or would lead elsewhere. */
    static @Nullable String orNull(@Nullable String wanted) {
        String address = or(wanted, "");
        return address.isEmpty() ? null : address;
    }
}
