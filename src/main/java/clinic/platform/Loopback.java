package clinic.platform;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a host is this machine itself, so that what goes there cannot be listened to on the way. */
public final class Loopback {

    private Loopback() {}

    /** Of a name or a literal address; no name is looked up. A host that is not said is this machine. */
    public static boolean is(@Nullable String host) {
        if (host == null || host.isBlank() || host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
