package clinic.sms;

import clinic.platform.CannotStart;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Which way text messages go: to the HTTP gateway at {@code clinic.sms.http.url} or to the short message centre at
 * {@code clinic.sms.smpp.host}, never to both, because then nobody could say which one has a message.
 */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    SmsConfiguration(Environment environment) {
        if (environment.containsProperty("clinic.sms.http.url")
                && environment.containsProperty("clinic.sms.smpp.host")) {
            throw new CannotStart(
                    "Two gateways for text messages are configured.",
                    "Leave out clinic.sms.http.url or clinic.sms.smpp.host.");
        }
    }

    @Bean
    @Primary
    @ConditionalOnProperty("clinic.sms.http.url")
    HttpSmsGateway httpSmsGateway(Environment environment) {
        return new HttpSmsGateway(
                URI.create(environment.getRequiredProperty("clinic.sms.http.url")),
                environment.getRequiredProperty("clinic.sms.http.token"),
                environment.getProperty("clinic.sms.http.from", ""),
                PATIENCE);
    }

    @Bean
    @Primary
    @ConditionalOnProperty("clinic.sms.smpp.host")
    SmppSmsGateway smppSmsGateway(Environment environment) {
        return new SmppSmsGateway(
                new SmppSmsGateway.Centre(
                        environment.getRequiredProperty("clinic.sms.smpp.host"),
                        environment.getProperty("clinic.sms.smpp.port", Integer.class, 2775),
                        environment.getRequiredProperty("clinic.sms.smpp.system-id"),
                        environment.getRequiredProperty("clinic.sms.smpp.password")),
                environment.getRequiredProperty("clinic.sms.smpp.sender"),
                PATIENCE.toMillis());
    }
}
