package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PublicAddressTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final PublicAddress address = new PublicAddress(environment);

    @Test
    void theGivenAddressIsTaken() {
        environment.setProperty("clinic.base-url", "https://clinic.example/");
        environment.setProperty("local.server.port", "4321");

        assertThat(address.of("/sign-in")).isEqualTo("https://clinic.example/sign-in");
    }

    @Test
    void withoutOneItIsThePortThatWasHadNotTheOneThatWasAskedFor() {
        environment.setProperty("server.address", "127.0.0.1");
        environment.setProperty("server.port", "0");
        environment.setProperty("local.server.port", "4321");

        assertThat(address.of("/sign-in")).isEqualTo("http://127.0.0.1:4321/sign-in");
    }
}
