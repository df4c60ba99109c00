package clinic.sms;

import clinic.platform.CannotStart;
import clinic.platform.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Which way text messages go: to the HTTP gateway at {@code clinic.sms.http.url} or to the short message centre at
 * {@code clinic.sms.smpp.host}, never to both, because then nobody could say which one has a message. One that is blank is not
 * there.
 */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

    private static final String URL = "clinic.sms.http.url";
    private static final String TOKEN = "clinic.sms.http.token";
    private static final String HOST = "clinic.sms.smpp.host";
    private static final String PORT = "clinic.sms.smpp.port";
    private static final int LAST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    SmsConfiguration(Environment environment) {
        if (has(environment, URL) && has(environment, HOST)) {
            throw new CannotStart(
                    "Two gateways for text messages are configured.", "Leave out " + URL + " or " + HOST + ".");
        }
    }

    private static boolean has(Environment environment, String property) {
        return StringUtils.hasText(environment.getProperty(property));
    }

    /** There is an HTTP gateway. */
    static class HasUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return has(context.getEnvironment(), URL);
        }
    }

    /** There is a short message centre. */
    static class HasHost implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return has(context.getEnvironment(), HOST);
        }
    }

    @Bean
    @Primary
    @Conditional(HasUrl.class)
    HttpSmsGateway httpSmsGateway(Environment environment) {
        return new HttpSmsGateway(
                url(required(environment, URL)),
                token(required(environment, TOKEN)),
                environment.getProperty("clinic.sms.http.from", ""),
                PATIENCE);
    }

    /** Not repeated to whoever reads why it is wrong, because some gateways have a key in it. */
    private static URI url(String written) {
        try {
            URI url = new URI(written);
            if (url.getHost() != null
                    && ("https".equalsIgnoreCase(url.getScheme())
                            || "http".equalsIgnoreCase(url.getScheme()) && Loopback.is(url.getHost()))
                    && url.getPort() <= LAST_PORT) {
                return url;
            }
        } catch (URISyntaxException e) {
            // As one of another kind.
        }
        throw new CannotStart(
                URL + " is not the address of an HTTP gateway, or is one of another machine without TLS.",
                "Set " + URL + " to one such as https://gateway.example/messages.");
    }

    private static String token(String written) {
        if (written.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return written;
        }
        throw new CannotStart(
                TOKEN + " has a line break or another character that cannot be sent.",
                "Set " + TOKEN + " to the token as the gateway gave it, on one line.");
    }

    @Bean
    @Primary
    @Conditional(HasHost.class)
    SmppSmsGateway smppSmsGateway(Environment environment) {
        return new SmppSmsGateway(
                new SmppSmsGateway.Centre(
                        required(environment, HOST),
                        port(environment.getProperty(PORT, "2775")),
                        required(environment, "clinic.sms.smpp.system-id"),
                        required(environment, "clinic.sms.smpp.password"),
                        environment.getProperty(
                                "clinic.sms.smpp.tls", Boolean.class, !Loopback.is(environment.getProperty(HOST)))),
                required(environment, "clinic.sms.smpp.sender"),
                PATIENCE.toMillis());
    }

    private static int port(String written) {
        try {
            int port = Integer.parseInt(written.strip());
            if (port > 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // As one that is out of range.
        }
        throw new CannotStart(
                PORT + " is no port: " + written + ".", "Set " + PORT + " to a number from 1 to " + LAST_PORT + ".");
    }

    private static String required(Environment environment, String property) {
        String value = environment.getProperty(property, "");
        if (value.isBlank()) {
            throw new CannotStart(
                    property + " is missing, and a gateway for text messages is configured.",
                    "Set " + property + ", or leave out " + URL + " and " + HOST + ".");
        }
        return value;
    }
}
