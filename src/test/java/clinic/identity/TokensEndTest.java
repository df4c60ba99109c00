package clinic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** However a program goes on renewing its tokens, one day its user is asked again. */
@ClinicTest
class TokensEndTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    TestClock clock;

    @Test
    void renewingDoesNotMakeASignInLastLonger() {
        String email = "reed." + UUID.randomUUID() + "@mail.example";
        Actor system = Actor.system(UuidCreator.getTimeOrderedEpoch());
        identity.enrol(system, email, "Robin Reed", Role.PATIENT, UUID.randomUUID(), PASSWORD);
        Answer answer = post("token", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD));

        for (int day = 5; day < 30; day += 5) {
            clock.advance(Duration.ofDays(5));
            answer = renewed(answer);
            assertThat(answer.status()).as("after %d days", day).isEqualTo(200);
        }
        clock.advance(Duration.ofDays(5));

        assertThat(renewed(answer).status()).isEqualTo(401);
    }

    private Answer renewed(Answer before) {
        String token = before.json().path("refreshToken").asString();
        return post("refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }

    private Answer post(String call, String body) {
        return new Browser(port).postJson("/api/v1/auth/" + call, body);
    }
}
