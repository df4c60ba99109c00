package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Signing up, proving the address, forgetting the password: through the pages, as they are without script. */
@ClinicTest
class AccountPagesTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    Vault vault;

    @Autowired
    TestDatabase database;

    private final String email = "reed." + UUID.randomUUID() + "@mail.example";
    private Browser browser;

    @BeforeEach
    void aBrowserThatNobodySlowsDown() {
        browser = new Browser(port);
        database.behindTheWalls().sql("delete from throttle").update();
    }

    @Test
    void fromTheSignUpFormToTheFirstPage() {
        assertThat(signUp(email, PASSWORD).text()).contains(email);

        String link = "/verify?token=" + link(LinkPurpose.VERIFY);
        assertThat(browser.get(link).text()).contains("action=\"/verify\"");
        assertThat(browser.signIn(email, PASSWORD).status())
                .as("opening a link proves nothing")
                .isEqualTo(401);

        Answer proved = browser.submit("/verify", Map.of("token", link.substring(14)));
        assertThat(proved.header("Location")).endsWith("/");
        assertThat(browser.get("/appointments").status())
                .as("signed in where the password was chosen")
                .isEqualTo(200);
        assertThat(browser.submit("/verify", Map.of("token", link.substring(14)))
                        .status())
                .isEqualTo(422);
        assertThat(browser.signIn(email, PASSWORD).status()).isIn(302, 303);
    }

    @Test
    void provedInAnotherBrowserTheAddressSignsNobodyIn() {
        signUp(email, PASSWORD);
        String token = link(LinkPurpose.VERIFY);
        Browser other = new Browser(port);
        other.get("/verify?token=" + token);

        assertThat(other.submit("/verify", Map.of("token", token)).header("Location"))
                .endsWith("/sign-in?proved");
        assertThat(browser.get("/appointments").status()).isEqualTo(303);
        assertThat(other.get("/appointments").status()).isEqualTo(303);
    }

    @Test
    void whoSignedUpForAnotherAddressMeanwhileIsNotSignedIn() {
        signUp(email, PASSWORD);
        String token = link(LinkPurpose.VERIFY);
        signUp("other-" + email, PASSWORD);

        assertThat(browser.submit("/verify", Map.of("token", token)).header("Location"))
                .endsWith("/sign-in?proved");
    }

    @Test
    void aForgottenPasswordIsReplacedByTheLink() {
        signUp(email, PASSWORD);
        assertThat(browser.submit("/password/reset", Map.of("email", email)).status())
                .isEqualTo(200);
        String token = link(LinkPurpose.RESET);

        Answer weak = browser.submit("/password/new", Map.of("token", token, "password", "short"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text()).contains("at least 15 characters").contains(token);
        Answer set = browser.submit("/password/new", Map.of("token", token, "password", "eight large grey herons"));
        assertThat(set.header("Location")).endsWith("/sign-in?password-set");
        assertThat(browser.signIn(email, "eight large grey herons").status()).isIn(302, 303);
    }

    @Test
    void noPageTellsAKnownAddressFromAnUnknownOne() {
        signUp(email, PASSWORD);
        String unknown = "new-" + email;

        assertSame(signUp(email, "eight large grey herons"), signUp(unknown, "eight large grey herons"));
        assertSame(reset(email), reset("never-" + email));
        assertSame(browser.signIn(email, "not the password"), browser.signIn("never-" + email, "not the password"));
        assertThat(browser.signIn(email, "not the password").status()).isEqualTo(401);
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays() {
        Answer answer = browser.submit(
                "/sign-up", Map.of("email", "nowhere", "name", "Robin Reed", "password", "short", "birthDate", "soon"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("nowhere", "Robin Reed").doesNotContain("value=\"short\"");
        assertThat(browser.submit("/sign-up", Map.of()).status()).isEqualTo(422);
    }

    @Test
    void aWrongLinkIsAPageWithAWayOnNotAnError() {
        for (String path : new String[] {"/verify", "/password/new", "/set-up"}) {
            assertThat(browser.get(path + "?token=never").status()).as(path).isEqualTo(200);
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
            Map<String, String> form = path.equals("/verify")
                    ? Map.of("token", "never")
                    : path.equals("/set-up")
                            ? Map.of("token", "never", "password", PASSWORD, "name", "Robin Reed", "email", email)
                            : Map.of("token", "never", "password", PASSWORD);
            assertThat(browser.submit(path, form).status()).as(path).isEqualTo(422);
        }
    }

    @Test
    void whoTriesTooOftenIsToldWhenToComeBack() {
        for (int i = 0; i < 10; i++) {
            browser.signIn(email, "guess number " + i);
        }

        Answer refused = browser.signIn(email, PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
    }

    private Answer signUp(String address, String password) {
        return browser.submit("/sign-up", Map.of("email", address, "name", "Robin Reed", "password", password));
    }

    private Answer reset(String address) {
        return browser.submit("/password/reset", Map.of("email", address));
    }

    /** The same but for the address as typed, the form token, and the reference of the request. */
    private void assertSame(Answer known, Answer unknown) {
        assertThat(bare(known)).isEqualTo(bare(unknown));
    }

    private String bare(Answer answer) {
        return answer.status()
                + answer.text()
                        .replaceAll("(new-|never-)?" + java.util.regex.Pattern.quote(email), "ADDRESS")
                        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "TOKEN")
                        .replaceAll("content=\"[^\"]{60,}\"", "TOKEN")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "REFERENCE");
    }

    private String link(LinkPurpose purpose) {
        return identity.issueLink(
                        Actor.system(UuidCreator.getTimeOrderedEpoch()), database.accountOf(email, vault), purpose)
                .orElseThrow();
    }
}
