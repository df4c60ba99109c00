package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.Throttled;
import clinic.identity.SecondFactors;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final String NAME = "Selma Seen";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    private final String remote = "203.0.113." + (int) (Math.random() * 250);
    private final String email = "seen-" + UUID.randomUUID() + "@people.example";
    private Account patient;
    private CapturedOutput output;

    @BeforeEach
    void aPatient(CapturedOutput output) {
        this.output = output;
        patient = enrol(email, Role.PATIENT);
    }

    @AfterEach
    void nothingPersonalIsInTheLog() {
        assertThat(output.getAll()).doesNotContain(email, NAME, PASSWORD, remote);
    }

    @Test
    void aSignInIsWrittenDownWithItsWayAndTheAccount() {
        Browser.signedIn(port, email, PASSWORD);
        identity.issueTokens(email, PASSWORD, null, remote, null);

        assertThat(lines())
                .anyMatch(line -> line.endsWith(of("SIGNED_IN_BY_PASSWORD", patient)))
                .anyMatch(line -> line.endsWith(of("TOKENS_ISSUED", patient)));
    }

    @Test
    void aWrongPasswordIsWrittenDownWithTheAccountItWasMeantForIfThereIsOne() {
        identity.signIn(email, "a wrong password", remote);
        assertThat(lines()).last().asString().endsWith(of("PASSWORD_WRONG", patient));

        identity.signIn("nobody-" + email, "a wrong password", remote);
        assertThat(lines()).last().asString().endsWith("PASSWORD_WRONG account=unknown");
    }

    @Test
    void aWrongCodeAndAWrongPasskeyAreWrittenDown() {
        Actor owner = patient.actor(UUID.randomUUID());
        factors.confirm(owner, factors.enrolment(owner).id(), "not a code", remote);
        assertThat(lines()).last().asString().endsWith(of("CODE_WRONG", patient));

        identity.secondStep(patient, "not a code", remote);
        assertThat(lines()).last().asString().endsWith(of("CODE_WRONG", patient));

        new Browser(port).submit("/sign-in/passkey", "credential", "{}");
        assertThat(lines()).last().asString().endsWith("PASSKEY_WRONG account=unknown");
    }

    @Test
    void whoTriesTooOftenIsWrittenDown() {
        assertThat(IntStream.range(0, 11).mapToObj(n -> identity.signIn(email, "a wrong password " + n, remote)))
                .last()
                .isInstanceOf(Throttled.class);

        assertThat(lines()).last().asString().endsWith("THROTTLED account=unknown");
    }

    @Test
    void whatARoleMayNotIsWrittenDownForPagesAndPrograms() throws Exception {
        Browser browser = Browser.signedIn(port, email, PASSWORD);
        assertThat(browser.get("/admin/users").status()).isEqualTo(403);
        assertThat(lines()).last().asString().endsWith(of("REFUSED_TO_ROLE", patient));

        var tokens = (Identity.Tokens) identity.issueTokens(email, PASSWORD, null, remote, null);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/users"))
                .header("Authorization", "Bearer " + tokens.accessToken())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(lines()).last().asString().endsWith(of("REFUSED_TO_ROLE", patient));
    }

    @Test
    void aFormWithoutTheTokenOfItsSessionIsWrittenDown() {
        Browser browser = Browser.signedIn(port, email, PASSWORD);

        assertThat(browser.post("/account/language", Map.of("language", "en")).status())
                .isEqualTo(403);

        assertThat(lines()).last().asString().endsWith(of("FORM_WITHOUT_TOKEN", patient));
    }

    @Test
    void aNewPasswordAndABlockAreWrittenDown() {
        identity.changePassword(patient, PASSWORD, "nine large green herons", remote);
        assertThat(lines()).last().asString().endsWith(of("PASSWORD_CHANGED", patient));

        Account admin = enrol("admin-" + email, Role.ADMIN);
        identity.block(
                admin.actor(UUID.randomUUID()), new AccountId(patient.id().value()), true);
        assertThat(lines()).last().asString().endsWith(of("ACCOUNT_BLOCKED", patient));
    }

    private static String of(String event, Account account) {
        return event + " account=" + account.id().value() + " role=" + account.role();
    }

    private List<String> lines() {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(" clinic.security "))
                .toList();
    }

    private Account enrol(String address, Role role) {
        return identity.enrol(Actor.system(UuidCreator.getTimeOrderedEpoch()), address, NAME, role, null, PASSWORD);
    }
}
