package clinic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** However a program goes on renewing its tokens, one day its user is asked again. */
@ClinicTest
class TokensEndTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    Identity identity;

    @Autowired
    TestClock clock;

    @Test
    void renewingDoesNotMakeASignInLastLonger() {
        String email = "reed." + UUID.randomUUID() + "@mail.example";
        Actor system = Actor.system(UuidCreator.getTimeOrderedEpoch());
        identity.enrol(system, email, "Robin Reed", Role.PATIENT, UUID.randomUUID(), PASSWORD);
        Tokens tokens = (Tokens) identity.issueTokens(email, PASSWORD, null, "test-" + UUID.randomUUID(), null);

        for (int day = 5; day < 30; day += 5) {
            clock.advance(Duration.ofDays(5));
            tokens = (Tokens) identity.refresh(tokens.refreshToken());
        }
        clock.advance(Duration.ofDays(5));

        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
    }
}
