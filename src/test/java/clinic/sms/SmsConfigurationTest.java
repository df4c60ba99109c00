package clinic.sms;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.platform.CannotStart;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
                        .hasMessageContaining("clinic.sms.http.token"));
    }
}
