package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.Tokens;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ClinicTest
class SignInPagesTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    TestDatabase database;

    private Browser browser;
    private Account patient;

    @BeforeEach
    void aPatientAndABrowser() {
        browser = new Browser(port);
        patient = enrol(Role.PATIENT);
    }

    @ParameterizedTest
    @CsvSource({"PATIENT,/appointments", "PATIENT,/book", "PATIENT,/account/security", "ADMIN,/admin", "ADMIN,/account"
    })
    void whoIsSignedInFindsTheWayOutOnEveryPage(Role role, String page) {
        String address = "out-" + UUID.randomUUID() + "@people.example";
        identity.enrol(Actor.system(UUID.randomUUID()), address, "Olga Out", role, null, PASSWORD);

        assertThat(Browser.signedIn(port, address, PASSWORD).get(page).text())
                .contains("<form class=\"leave\" method=\"post\" action=\"/sign-out\">");
    }

    @Test
    void signingInRenewsTheSessionAndLeadsToTheFirstPage() {
        browser.formToken();
        String before = browser.session().orElseThrow();

        Answer answer = browser.signIn(patient.email(), PASSWORD);

        assertThat(answer.status()).isIn(302, 303);
        assertThat(answer.location()).isEqualTo("/book");
        assertThat(browser.session()).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(new Browser(port)
                        .get("/account", "Cookie", "clinic_session=" + before)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void theCookieIsClosedToScriptAndToOtherSites() {
        assertThat(browser.get("/sign-in").headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("clinic_session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure"));
    }

    @Test
    void theSessionRemembersNothingPersonal() {
        browser.signIn(patient.email(), PASSWORD);
        browser.get("/book");

        List<String> kept = database
                .behindTheWalls()
                .sql("select attribute_bytes from spring_session_attributes")
                .query(byte[].class)
                .list()
                .stream()
                .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .toList();
        assertThat(kept).isNotEmpty().noneMatch(bytes -> bytes.contains(patient.email()) || bytes.contains("Robin"));
        assertThat(kept).anyMatch(bytes -> bytes.contains(patient.id().value().toString()));
    }

    @Test
    void whatTheDatabaseKnowsOfASessionSignsInNobody() {
        browser.signIn(patient.email(), PASSWORD);
        List<String> known = database.behindTheWalls()
                .sql("select session_id from spring_session")
                .query(String.class)
                .list();

        assertThat(known)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(new Browser(port)
                                .get("/account", "Cookie", "clinic_session=" + id)
                                .status())
                        .isEqualTo(303));
        assertThat(browser.session().orElseThrow()).hasSize(43);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void signingOutClearsWhatTheBrowserKept() {
        browser.signIn(patient.email(), PASSWORD);

        assertThat(browser.submit("/sign-out", Map.of()).header("Clear-Site-Data"))
                .isEqualTo("\"cache\", \"storage\"");
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        Answer stranger = browser.post("/sign-in", Map.of("email", patient.email(), "password", PASSWORD));
        assertThat(stranger.location()).isEqualTo("/sign-in?expired");
        assertThat(browser.get("/account").status()).isEqualTo(303);

        browser.signIn(patient.email(), PASSWORD);
        assertThat(browser.post("/notifications/read", Map.of()).status()).isEqualTo(403);
        assertThat(browser.post("/notifications/read", Map.of("_csrf", "guess")).status())
                .isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(browser.submit("/notifications/read", Map.of()).status()).isIn(302, 303);
        assertThat(browser.post("/notifications/read", Map.of(), "X-CSRF-TOKEN", browser.formToken())
                        .status())
                .isIn(302, 303);
    }

    @Test
    void aFormThatOutlivedItsSessionLeadsBackToItsPage() {
        String page = "http://127.0.0.1:" + port + "/book/confirm?type=a";

        assertThat(browser.post("/appointments", Map.of(), "Referer", page).location())
                .isEqualTo("/sign-in?expired&continue=%2Fbook%2Fconfirm%3Ftype%3Da");
        assertThat(browser.post("/appointments", Map.of(), "Referer", "http://elsewhere.example/book")
                        .location())
                .isEqualTo("/sign-in?expired");
    }

    @Test
    void theThemeNeedsNoTokenBecauseItIsThisBrowsersOnly() {
        assertThat(browser.post("/theme", Map.of("theme", "dark")).status()).isEqualTo(303);
        assertThat(browser.session()).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionForWhoeverHoldsTheCookie() {
        browser.signIn(patient.email(), PASSWORD);
        String session = browser.session().orElseThrow();

        browser.submit("/sign-out", Map.of());

        assertThat(new Browser(port)
                        .get("/account", "Cookie", "clinic_session=" + session)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void blockingSignsOutByTheNextRequestAndUnblockingDoesNotSignIn() {
        browser.signIn(patient.email(), PASSWORD);
        assertThat(browser.get("/account").status()).isEqualTo(200);
        Actor admin = enrol(Role.ADMIN).actor(UuidCreator.getTimeOrderedEpoch());

        identity.block(admin, patient.id(), true);
        assertThat(browser.get("/account").status()).isEqualTo(303);
        identity.block(admin, patient.id(), false);
        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @Test
    void aNewPasswordSignsOutEverywhere() {
        browser.signIn(patient.email(), PASSWORD);
        String link = identity.issueLink(system(), patient.id(), Identity.LinkPurpose.RESET)
                .orElseThrow();

        identity.setPassword(link, "eight large grey herons", "test-" + UUID.randomUUID());

        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @Test
    void aChangeOfRoleEndsTheSessionAndTheNextHasTheNewRole() {
        Account doctor = enrol(Role.DOCTOR, UUID.randomUUID());
        browser.signIn(doctor.email(), PASSWORD);
        assertThat(browser.get("/admin").status()).isEqualTo(403);

        identity.changeRole(enrol(Role.ADMIN).actor(UUID.randomUUID()), doctor.id(), Role.ADMIN);

        assertThat(browser.get("/admin").location()).startsWith("/sign-in");
        browser.signIn(doctor.email(), PASSWORD);
        assertThat(browser.get("/admin").status()).isEqualTo(200);
        assertThat(browser.get("/doctor").status()).isEqualTo(403);
    }

    @Test
    void aPageThatNeedsSignInIsComeBackTo() {
        Answer asked = browser.get("/appointments?past=true");

        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).isEqualTo("/sign-in?continue=%2Fappointments%3Fpast%3Dtrue");
        Answer signedIn = browser.submit(
                "/sign-in",
                Map.of("email", patient.email(), "password", PASSWORD, "continue", "/appointments?past=true"));
        assertThat(signedIn.location()).isEqualTo("/appointments?past=true");
    }

    @Test
    void signingInLeadsToNoOtherSite() {
        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            Answer signedIn = new Browser(port)
                    .submit("/sign-in", Map.of("email", patient.email(), "password", PASSWORD, "continue", elsewhere));
            assertThat(signedIn.location()).isEqualTo("/book");
        }
    }

    @Test
    void aScriptsRequestIsLedToTheSignInPageAsAWhole() {
        Answer asked = browser.get("/appointments", "HX-Request", "true");

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers().firstValue("HX-Redirect")).contains("/sign-in");
    }

    @Test
    void neitherFaceTakesTheOthersCredential() {
        Tokens tokens =
                (Tokens) identity.issueTokens(patient.email(), PASSWORD, null, "test-" + UUID.randomUUID(), null);
        assertThat(browser.get("/account", "Authorization", "Bearer " + tokens.accessToken())
                        .status())
                .isEqualTo(303);
        assertThat(browser.post("/sign-out", Map.of(), "Authorization", "Bearer " + tokens.accessToken())
                        .status())
                .isEqualTo(303);

        browser.signIn(patient.email(), PASSWORD);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aPageTellsTheBrowserToBeStrict() {
        Answer page = browser.get("/book");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Request-Id")).isPresent();
    }

    private Account enrol(Role role) {
        return enrol(role, null);
    }

    private Account enrol(Role role, @Nullable UUID person) {
        return identity.enrol(
                system(), role + "-" + UUID.randomUUID() + "@mail.example", "Robin Reed", role, person, PASSWORD);
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
