package clinic.platform;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where people reach the clinic from outside: property {@code clinic.base-url}, without which it is the address this
 * process listens on, whatever port it was given.
 */
@Component
public class PublicAddress {

    private final Environment environment;

    PublicAddress(Environment environment) {
        this.environment = environment;
    }

    /** Of the page with this path, which begins with a slash. Asked once the clinic is open, for only then its port is known. */
    public String of(String path) {
        String given = environment.getProperty("clinic.base-url", "");
        String base = given.isBlank() ? "http://" + host() + ":" + port() : given;
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** Whether people reach the clinic by https, so that nothing of it may go any other way. */
    public boolean isHttps() {
        return environment.getProperty("clinic.base-url", "").startsWith("https:");
    }

    private String host() {
        return environment.getProperty("server.address", "localhost");
    }

    private String port() {
        return environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }
}
