package clinic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicAlreadyThere;
import clinic.testing.ClinicTest;
import clinic.testing.CodeApp;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** In the demo clinic everybody knows the passwords, and nobody is kept out by what somebody else has added. */
@ClinicTest
@Import(ClinicAlreadyThere.class)
@TestPropertySource(properties = {"clinic.demo=true", "clinic.second-factor="})
class DemoSignInTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestClock clock;

    private final String remote = "test-" + UUID.randomUUID();

    @Test
    void thePasswordAloneSignsInAndStaysFresh() {
        Account admin = enrol();

        assertThat(identity.signIn(admin.email(), PASSWORD, remote)).isInstanceOf(SignedIn.class);
        Tokens tokens = (Tokens) identity.issueTokens(admin.email(), PASSWORD, null, remote, null);
        SignIn signIn = identity.bearer(tokens.accessToken()).orElseThrow().signIn();
        clock.advance(Duration.ofHours(1));
        assertThat(factors.isFresh(signIn)).isTrue();
    }

    @Test
    void anAppCanBeAddedAndItsCodeGivenButNobodyAsksForIt() {
        Account admin = enrol();
        Actor owner = admin.actor(UUID.randomUUID());
        assertThat(identity.issueTokens(admin.email(), PASSWORD, "123456", remote, null))
                .isInstanceOf(WrongCredentials.class);
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), remote);
        clock.advance(Duration.ofMinutes(1));

        assertThat(identity.signIn(admin.email(), PASSWORD, remote)).isInstanceOf(SignedIn.class);
        assertThat(identity.issueTokens(admin.email(), PASSWORD, null, remote, null))
                .isInstanceOf(Tokens.class);
        assertThat(identity.issueTokens(admin.email(), PASSWORD, "000000", remote, null))
                .isInstanceOf(WrongCredentials.class);
        assertThat(identity.issueTokens(admin.email(), PASSWORD, app.code(clock.instant()), remote, null))
                .isInstanceOf(Tokens.class);
    }

    private Account enrol() {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "demo-" + UUID.randomUUID() + "@people.example",
                "Dee Demo",
                Role.ADMIN,
                null,
                PASSWORD);
    }
}
