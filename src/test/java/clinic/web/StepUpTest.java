package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.Tokens;
import clinic.identity.SecondFactors;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.CodeApp;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What is sensitive asks for a factor of the last ten minutes. */
@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "clinic.limits=off")
class StepUpTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestClock clock;

    private final String remote = "test-" + UUID.randomUUID();
    private Account admin;
    private Account other;
    private Browser browser;

    @BeforeEach
    void anAdminIsSignedIn() {
        admin = enrol(Role.ADMIN);
        other = enrol(Role.PATIENT);
        browser = Browser.signedIn(port, admin.email(), PASSWORD);
    }

    @Test
    void soonAfterSigningInNothingIsAsked() {
        clock.advance(Duration.ofMinutes(9));

        assertThat(block().location()).contains("/admin/users/");
        assertThat(isBlocked()).isTrue();
    }

    @Test
    void aFormThatCameTooLateGoesOnAfterwardsWithAllThatWasFilledIn() {
        clock.advance(Duration.ofMinutes(10));
        String before = browser.session().orElseThrow();

        Answer asked = block();
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("Is it you?", "name=\"form\" value=\"blocked=true\"");
        assertThat(isBlocked()).isFalse();

        Answer wrong = confirm("not the password");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("name=\"form\" value=\"blocked=true\"");

        Answer goOn = confirm(PASSWORD);
        assertThat(goOn.status()).isEqualTo(200);
        assertThat(goOn.text()).contains("action=\"" + blocking() + "\"", "name=\"blocked\" value=\"true\"");
        assertThat(browser.session()).isPresent().isNotEqualTo(Optional.of(before));
        assertThat(new Browser(port)
                        .get("/account", "Cookie", "clinic_session=" + before)
                        .status())
                .isEqualTo(303);

        assertThat(block().location()).contains("/admin/users/");
        assertThat(isBlocked()).isTrue();
    }

    @Test
    void whoIsAskedAndWhetherItWasHeIsWrittenDown(CapturedOutput output) {
        String who = " account=" + admin.id().value() + " role=ADMIN";
        clock.advance(Duration.ofMinutes(10));

        block();
        assertThat(output).contains("clinic.security FRESH_FACTOR_ASKED" + who);

        confirm("not the password");
        assertThat(output).contains("PASSWORD_WRONG" + who).doesNotContain("PROVED_AGAIN");

        confirm(PASSWORD);
        assertThat(output).contains("PROVED_AGAIN" + who).doesNotContain(admin.email(), admin.name());
    }

    @Test
    void otherSignInsAreEndedByNobodyWhoFoundABrowserOpen() {
        Browser second = Browser.signedIn(port, admin.email(), PASSWORD);
        clock.advance(Duration.ofMinutes(10));

        assertThat(browser.submit("/account/security/sign-ins/end-others").status())
                .isEqualTo(401);
        assertThat(browser.submit("/account/security/sign-ins/" + UUID.randomUUID() + "/end")
                        .status())
                .isEqualTo(401);
        assertThat(second.get("/account").status()).isEqualTo(200);
    }

    @Test
    void aPageIsAskedForAgainAfterwards() {
        clock.advance(Duration.ofMinutes(10));

        assertThat(browser.get("/account/security/app").location())
                .isEqualTo("/confirm-it-is-you?continue=%2Faccount%2Fsecurity%2Fapp");
        assertThat(browser.submit("/confirm-it-is-you", "proof", PASSWORD, "continue", "/account/security/app")
                        .location())
                .isEqualTo("/account/security/app");
        assertThat(browser.get("/account/security/app").status()).isEqualTo(200);
        assertThat(browser.submit("/confirm-it-is-you", "proof", PASSWORD, "continue", "https://elsewhere.example/")
                        .location())
                .isEqualTo("/account");
    }

    @Test
    void whoHasAnAppShowsACodeAndNotThePassword() {
        Actor owner = admin.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), remote);
        clock.advance(Duration.ofMinutes(10));

        assertThat(confirm(PASSWORD).status()).isEqualTo(422);
        assertThat(block().status()).isEqualTo(401);
        assertThat(confirm(app.code(clock.instant())).status()).isEqualTo(200);
        assertThat(block().location()).contains("/admin/users/");
    }

    @Test
    void aProgramIsToldToSignInAgainAndRefreshingIsNotThat() {
        Tokens first = tokens();
        clock.advance(Duration.ofMinutes(10));
        Tokens refreshed = (Tokens) identity.refresh(first.refreshToken());

        Answer refused = patch(refreshed);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("\"code\":\"FRESH_SIGN_IN_NEEDED\"");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_user_authentication\", max_age=\"600\"");
        assertThat(isBlocked()).isFalse();

        assertThat(patch(tokens()).status()).isEqualTo(200);
        assertThat(isBlocked()).isTrue();
    }

    private Tokens tokens() {
        return (Tokens) identity.issueTokens(admin.email(), PASSWORD, null, remote, null);
    }

    private Answer patch(Tokens tokens) {
        try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
            return Answer.to(
                    http,
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port
                                    + "/api/v1/users/" + other.id().value()))
                            .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{\"blocked\":true}"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + tokens.accessToken()));
        }
    }

    private String blocking() {
        return "/admin/users/" + other.id().value() + "/block";
    }

    private Answer block() {
        return browser.submit(blocking(), Map.of("blocked", "true"));
    }

    private Answer confirm(String proof) {
        return browser.submit("/confirm-it-is-you", "proof", proof, "continue", blocking(), "form", "blocked=true");
    }

    private boolean isBlocked() {
        return identity.account(Actor.system(UUID.randomUUID()), other.id()).blocked();
    }

    private Account enrol(Role role) {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "step-" + UUID.randomUUID() + "@people.example",
                "Stella Step",
                role,
                null,
                PASSWORD);
    }
}
