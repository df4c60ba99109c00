package clinic.identity.accounts;

import clinic.identity.IdentityProvider;
import clinic.identity.ProviderConfigured;
import clinic.platform.CannotStart;
import clinic.platform.Loopback;
import clinic.platform.PublicAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The provider of the house: properties {@code clinic.oidc.*}. What is wrong with them is said at the start; the provider
 * itself is asked for nothing before somebody wants to sign in by it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ProviderConfigured.class)
class ProviderConfiguration {

    private static final String CLIENT = "clinic.oidc.client-id";
    private static final String SECRET = "clinic.oidc.client-secret";
    private static final String SECRET_FILE = "clinic.oidc.client-secret-file";

    /**
     * @param name what people call it
     * @param acrValues what the provider calls a sign-in with two factors
     */
    record Settings(String issuer, String clientId, String clientSecret, String name, List<String> acrValues) {

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Settings[" + issuer + "]";
        }
    }

    @Bean
    OpenIdProvider openIdProvider(Environment environment, PublicAddress address, Clock clock) {
        return new OpenIdProvider(settings(environment), () -> address.of(IdentityProvider.RETURN_PATH), clock);
    }

    static Settings settings(Environment environment) {
        String issuer = issuer(
                environment.getRequiredProperty(ProviderConfigured.ISSUER).strip());
        return new Settings(
                issuer,
                required(environment, CLIENT),
                secret(environment),
                environment.getProperty("clinic.oidc.name", "").isBlank()
                        ? URI.create(issuer).getHost()
                        : environment.getRequiredProperty("clinic.oidc.name").strip(),
                Arrays.stream(environment
                                .getProperty("clinic.oidc.acr-values", "")
                                .split("[\\s,]+"))
                        .filter(value -> !value.isEmpty())
                        .toList());
    }

    private static String issuer(String written) {
        if (isSafe(written)) {
            URI uri = URI.create(written);
            if (uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return written;
            }
        }
        throw new CannotStart(
                ProviderConfigured.ISSUER
                        + " is not the address of a provider, or is one of another machine without TLS.",
                "Set it to the issuer that the provider names, such as https://login.example, or leave it out.");
    }

    /** Whether what goes there is encrypted, or does not leave this machine. */
    static boolean isSafe(@Nullable String address) {
        try {
            URI uri = new URI(address == null ? "" : address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null
                    && (scheme.equals("https") || scheme.equals("http") && Loopback.is(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String secret(Environment environment) {
        String file = environment.getProperty(SECRET_FILE, "").strip();
        String secret = file.isEmpty() ? required(environment, SECRET) : read(file);
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new CannotStart(
                    "The secret of the identity provider is empty or has characters that cannot be sent.",
                    "Give it as the provider gave it, on one line.");
        }
        return secret;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CannotStart(
                    "The file of " + SECRET_FILE + " cannot be read.",
                    "Let it name a file that the clinic's account may read, or set " + SECRET + ".");
        }
    }

    private static String required(Environment environment, String property) {
        String value = environment.getProperty(property, "").strip();
        if (value.isEmpty()) {
            throw new CannotStart(
                    property + " is missing, and an identity provider is configured.",
                    "Set " + property + ", or leave out " + ProviderConfigured.ISSUER + ".");
        }
        return value;
    }
}
