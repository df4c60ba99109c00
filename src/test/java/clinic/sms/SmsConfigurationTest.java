package clinic.sms;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.platform.CannotStart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/** Which gateway a clinic has, by its configuration. */
class SmsConfigurationTest {

    private static final String[] HTTP = {"clinic.sms.http.url=http://127.0.0.1:1/send", "clinic.sms.http.token=secret"
    };
    private static final String[] SMPP = {
        "clinic.sms.smpp.host=127.0.0.1",
        "clinic.sms.smpp.system-id=clinic",
        "clinic.sms.smpp.password=secret",
        "clinic.sms.smpp.sender=Harbour"
    };

    private final ApplicationContextRunner clinic =
            new ApplicationContextRunner().withUserConfiguration(SmsConfiguration.class);

    @Test
    void withoutConfigurationThereIsNone() {
        clinic.run(context -> assertThat(context).doesNotHaveBean(SmsGateway.class));
    }

    @Test
    void anAddressMeansHttp() {
        clinic.withPropertyValues(HTTP)
                .run(context -> assertThat(context).getBean(SmsGateway.class).isInstanceOf(HttpSmsGateway.class));
    }

    @Test
    void aHostMeansSmpp() {
        clinic.withPropertyValues(SMPP)
                .run(context -> assertThat(context).getBean(SmsGateway.class).isInstanceOf(SmppSmsGateway.class));
    }

    @Test
    void twoGatewaysAreRefused() {
        clinic.withPropertyValues(HTTP)
                .withPropertyValues(SMPP)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessage("Two gateways for text messages are configured."));
    }

    @Test
    void aGatewayWithoutItsSecretDoesNotStart() {
        clinic.withPropertyValues("clinic.sms.http.url=http://127.0.0.1:1/send")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("clinic.sms.http.token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic.sms.http.url=", "clinic.sms.http.url= ", "clinic.sms.smpp.host="})
    void anAddressLeftBlankIsNone(String blank) {
        clinic.withPropertyValues(blank)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGateway.class));
    }

    @Test
    void anAddressLeftBlankBesideAHostMeansSmpp() {
        clinic.withPropertyValues(SMPP)
                .withPropertyValues("clinic.sms.http.url=")
                .run(context -> assertThat(context).getBean(SmsGateway.class).isInstanceOf(SmppSmsGateway.class));
    }

    @Test
    void aHostLeftBlankBesideAnAddressMeansHttp() {
        clinic.withPropertyValues(HTTP)
                .withPropertyValues("clinic.sms.smpp.host=")
                .run(context -> assertThat(context).getBean(SmsGateway.class).isInstanceOf(HttpSmsGateway.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.example/send",
                "ftp://gateway.example",
                "http:///send",
                "http://gateway.example/send",
                "https://gateway example"
            })
    void anAddressThatIsNoneDoesNotStart(String url) {
        clinic.withPropertyValues(HTTP)
                .withPropertyValues("clinic.sms.http.url=" + url)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("clinic.sms.http.url")
                        .hasMessageNotContaining(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\nX-Other: 1", "secret\r", "s€cret"})
    void aTokenThatNoHeaderCanCarryDoesNotStart(String token) {
        clinic.withPropertyValues(HTTP)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("token", Map.of("clinic.sms.http.token", token))))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("clinic.sms.http.token")
                        .hasMessageNotContaining("cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "smpp"})
    void aPortThatIsNoneDoesNotStart(String port) {
        clinic.withPropertyValues(SMPP)
                .withPropertyValues("clinic.sms.smpp.port=" + port)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("clinic.sms.smpp.port"));
    }
}
