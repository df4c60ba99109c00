package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.SecondFactors;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.CodeApp;
import clinic.testing.RealProvider;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Doctors and admins sign in by the provider of the house; the provider is a real one, on another port. */
@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "clinic.second-factor=",
            "clinic.oidc.name=House",
            "clinic.oidc.client-id=" + RealProvider.CLIENT,
            "clinic.oidc.client-secret=" + RealProvider.SECRET,
            "clinic.oidc.acr-values=two-of-them"
        })
class ProviderSignInTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final RealProvider PROVIDER = new RealProvider();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("clinic.oidc.issuer", PROVIDER::issuer);
    }

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    private final String subject = "subject-" + UUID.randomUUID();
    private CapturedOutput output;
    private String lastCode = "no code yet";

    @BeforeEach
    void theProviderKnowsTheClinic(CapturedOutput output) {
        this.output = output;
        PROVIDER.knows(port, clock);
        database.behindTheWalls().sql("delete from throttle").update();
    }

    @AfterEach
    void noCodeNoTokenAndNobodyIsInTheLog() {
        assertThat(output.getAll()).doesNotContain(subject, lastCode, RealProvider.SECRET, "eyJ");
    }

    @Test
    void aLinkedDoctorSignsInByTheProviderWithTwoFactorsThere() {
        Account doctor = linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        browser.formToken();
        String before = browser.session().orElseThrow();

        Answer answer = signIn(browser);

        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/doctor");
        assertThat(browser.session()).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(browser.get("/account").text()).contains(doctor.email());
        assertThat(output.getAll())
                .contains("SIGNED_IN_BY_PROVIDER account=" + doctor.id().value());
    }

    @Test
    void theSignInGoesOnWhereItWasWanted() {
        linked(Role.ADMIN);
        twoFactors();
        Browser browser = new Browser(port);

        Answer answer = back(browser, question(browser.submit("/sign-in/provider", "continue", "/admin/audit")));

        assertThat(answer.location()).isEqualTo("/admin/audit");
    }

    @Test
    void aFormThatOutlivedItsSessionIsThereAgainAfterwardsAndReadableNowhereMeanwhile() {
        linked(Role.ADMIN);
        twoFactors();
        Browser browser = new Browser(port);

        String question = question(browser.submit(
                "/sign-in/provider", "continue", "/admin/clinic/closures", "form", "name=Summer+of+the+otters"));
        assertThat(database.behindTheWalls()
                        .sql("select string_agg(encode(attribute_bytes, 'escape'), ' ') from spring_session_attributes")
                        .query(String.class)
                        .single())
                .doesNotContain("otters");
        Answer goOn = back(browser, question);

        assertThat(goOn.status()).as(goOn.text()).isEqualTo(200);
        assertThat(goOn.text()).contains("action=\"/admin/clinic/closures\"", "value=\"Summer of the otters\"");
    }

    @Test
    void aFormIsThereAgainAfterOurOwnSecondFactorToo() {
        Account doctor = linked(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        PROVIDER.sawOneFactor();
        Browser browser = new Browser(port);

        Answer code = back(
                browser,
                question(browser.submit(
                        "/sign-in/provider", "continue", "/doctor/hours", "form", "name=Summer+of+the+otters")));

        assertThat(code.text())
                .contains("action=\"/sign-in/code\"", "name=\"form\" value=\"name=Summer+of+the+otters\"");
        assertThat(browser.submit(
                                "/sign-in/code",
                                "code",
                                app.code(clock.instant()),
                                "continue",
                                "/doctor/hours",
                                "form",
                                "name=Summer+of+the+otters")
                        .text())
                .contains("action=\"/doctor/hours\"");
    }

    @Test
    void anotherSiteIsNothingToGoOnTo() {
        linked(Role.ADMIN);
        twoFactors();
        Browser browser = new Browser(port);

        Answer answer =
                back(browser, question(browser.submit("/sign-in/provider", "continue", "https://evil.example/")));

        assertThat(answer.location()).isEqualTo("/admin");
    }

    @Test
    void nothingBeginsUnlessSomebodyPressesTheButton() {
        Browser browser = new Browser(port);

        assertThat(browser.get("/sign-in").text()).contains("Sign in with House");
        assertThat(browser.get("/sign-in").header("Refresh")).isEmpty();
        assertThat(browser.get("/sign-in/provider").status()).isEqualTo(405);
        assertThat(browser.post("/sign-in/provider", Map.of()).status())
                .as("without the token of this session's form")
                .isIn(303, 403);
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void theQuestionAsksForNothingMoreThanWhoSomebodyIs() {
        String question = question(new Browser(port).submit("/sign-in/provider"));

        assertThat(question)
                .startsWith(PROVIDER.issuer() + "/oauth2/authorize?")
                .contains("response_type=code", "scope=openid&", "code_challenge_method=S256", "acr_values=two-of-them")
                .contains("redirect_uri=http://127.0.0.1:" + port + "/sign-in/provider/answer")
                .containsPattern("state=[\\w-]{43}")
                .containsPattern("nonce=[\\w-]{43}")
                .containsPattern("code_challenge=[\\w-]{43}")
                .doesNotContain("client_secret", "code_verifier", "prompt=");
    }

    @Test
    void aSingleFactorThereIsFollowedByOurOwn() {
        Account doctor = linked(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        PROVIDER.sawOneFactor();
        Browser browser = new Browser(port);

        assertThat(signIn(browser).location()).isEqualTo("/sign-in/code");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");

        assertThat(browser.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .location())
                .isEqualTo("/doctor");
    }

    @Test
    void aSingleFactorThereAndNoAppHereLeadsToAddingOne() {
        Account doctor = linked(Role.DOCTOR);
        pastTheTrail(
                "delete from authenticator where account_id = '" + doctor.id().value() + "'");
        PROVIDER.sawOneFactor();
        Browser browser = new Browser(port);

        assertThat(signIn(browser).location()).isEqualTo("/sign-in/enrol");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void aStrengthThatWasConfiguredCountsAsTwoFactorsAndNoOther() {
        Account doctor = linked(Role.DOCTOR);
        withApp(doctor);
        PROVIDER.saw(List.of("pwd"), "two-of-them", Duration.ZERO);
        assertThat(signIn(new Browser(port)).location()).isEqualTo("/doctor");

        PROVIDER.saw(List.of("pwd", "otp"), "one-of-them", Duration.ZERO);
        assertThat(signIn(new Browser(port)).location()).isEqualTo("/sign-in/code");
    }

    @Test
    void ourSessionsEndWhenOursEndWhateverTheProviderSays() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(browser.get("/account").status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(browser.get("/account").location()).startsWith("/sign-in?");
    }

    @Test
    void anOldSignInThereIsNoFreshProofHere() {
        linked(Role.ADMIN);
        PROVIDER.saw(List.of("mfa"), null, Duration.ofHours(3));
        Browser browser = new Browser(port);
        signIn(browser);

        assertThat(browser.get("/account/security/app").location()).startsWith("/confirm-it-is-you?");

        PROVIDER.saw(List.of("mfa"), null, Duration.ofMinutes(1));
        Browser fresh = new Browser(port);
        signIn(fresh);
        assertThat(fresh.get("/account/security/app").status()).isEqualTo(200);
    }

    @Test
    void signingInThereAgainConfirmsWhoIsHereAndSendsTheFormOn() {
        Account doctor = linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofMinutes(11));
        Answer asked = browser.submit("/account/security/provider/removal");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("Confirm with House");

        String question = question(browser.submit(
                "/confirm-it-is-you/provider",
                "continue",
                "/account/security/passkeys",
                "form",
                "name=My+secret+telephone"));

        assertThat(question).contains("prompt=login", "max_age=0");
        assertThat(database.behindTheWalls()
                        .sql("select string_agg(encode(attribute_bytes, 'escape'), ' ') from spring_session_attributes")
                        .query(String.class)
                        .single())
                .as("what was sent is not readable where sessions lie")
                .doesNotContain("secret+telephone");
        Answer onward = back(browser, question);
        assertThat(onward.status()).as(onward.text()).isEqualTo(200);
        assertThat(onward.text()).contains("action=\"/account/security/passkeys\"", "My secret telephone");
        assertThat(browser.get("/account/security/app").status()).isEqualTo(200);
        assertThat(output.getAll())
                .contains("PROVED_AGAIN account=" + doctor.id().value());
    }

    @Test
    void aSignInThereOfBeforeConfirmsNothing() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofMinutes(11));
        PROVIDER.saw(List.of("mfa"), null, Duration.ofMinutes(11));

        Answer answer = back(browser, question(browser.submit("/confirm-it-is-you/provider", "continue", "/account")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("did not confirm that you signed in there just now");
        assertThat(browser.get("/account/security/app").location()).startsWith("/confirm-it-is-you?");
    }

    @Test
    void aSingleFactorThereConfirmsNothingForWhoHasAnApp() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofMinutes(11));
        PROVIDER.sawOneFactor();

        Answer answer = back(browser, question(browser.submit("/confirm-it-is-you/provider", "continue", "/account")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(browser.get("/account/security/app").location()).startsWith("/confirm-it-is-you?");

        PROVIDER.saw(List.of("pwd"), "two-of-them", Duration.ZERO);
        back(browser, question(browser.submit("/confirm-it-is-you/provider", "continue", "/account")));
        assertThat(browser.get("/account/security/app").status()).isEqualTo(200);
    }

    @Test
    void aSingleFactorThereConfirmsNothingForWhoMustHaveTwoAndHasNoApp() {
        Account doctor = linked(Role.DOCTOR);
        pastTheTrail(
                "delete from authenticator where account_id = '" + doctor.id().value() + "'");
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofMinutes(11));
        PROVIDER.sawOneFactor();

        Answer answer = back(browser, question(browser.submit("/confirm-it-is-you/provider", "continue", "/account")));

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void somebodyElsesSignInThereConfirmsNothing() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        signIn(browser);
        clock.advance(Duration.ofMinutes(11));
        String question = question(browser.submit("/confirm-it-is-you/provider", "continue", "/account"));

        Answer answer = answer(browser, PROVIDER.signIn(question, "somebody-else"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(browser.get("/account/security/app").location()).startsWith("/confirm-it-is-you?");
    }

    @Test
    void anAnswerIsTakenOnce() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        URI back = PROVIDER.signIn(question(browser.submit("/sign-in/provider")), subject);
        assertThat(answer(browser, back).location()).isEqualTo("/doctor");
        browser.submit("/sign-out");

        Answer again = answer(browser, back);

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.text()).contains("That took too long, or began in another window");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void aCodeOfBeforeIsWorthNothingUnderAnotherQuestion() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser first = new Browser(port);
        URI used = PROVIDER.signIn(question(first.submit("/sign-in/provider")), subject);
        answer(first, used);
        Browser second = new Browser(port);
        String state = parameter(question(second.submit("/sign-in/provider")), "state");

        Answer answer = second.get("/sign-in/provider/answer?code=" + parameter(used.toString(), "code") + "&state="
                + state + "&iss=" + PROVIDER.issuer());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(second.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void aStolenCodeIsWorthNothingWithoutTheVerifierOfItsQuestion() {
        linked(Role.DOCTOR);
        twoFactors();
        URI stolen = PROVIDER.signIn(question(new Browser(port).submit("/sign-in/provider")), subject);
        Browser thief = new Browser(port);
        String state = parameter(question(thief.submit("/sign-in/provider")), "state");

        Answer answer = thief.get("/sign-in/provider/answer?code=" + parameter(stolen.toString(), "code") + "&state="
                + state + "&iss=" + PROVIDER.issuer());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("could not be accepted");
        assertThat(thief.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void nobodyIsSignedInWithTheAnswerOfAnotherBrowser() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser attacker = new Browser(port);
        URI back = PROVIDER.signIn(question(attacker.submit("/sign-in/provider")), subject);
        Browser victim = new Browser(port);
        victim.submit("/sign-in/provider");

        assertThat(answer(victim, back).status()).isEqualTo(401);
        assertThat(answer(new Browser(port), back).status()).isEqualTo(401);
        assertThat(victim.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void aWrongStateEndsTheQuestion() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        URI back = PROVIDER.signIn(question(browser.submit("/sign-in/provider")), subject);
        String wrong = back.toString().replaceFirst("state=[\\w-]+", "state=" + "x".repeat(43));

        assertThat(answer(browser, URI.create(wrong)).status()).isEqualTo(401);
        assertThat(answer(browser, back).status()).isEqualTo(401);
        assertThat(browser.get("/sign-in/provider/answer").status()).isEqualTo(401);
    }

    @Test
    void anAnswerThatNamesAnotherIssuerIsNotBelieved() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        URI back = PROVIDER.signIn(question(browser.submit("/sign-in/provider")), subject);

        Answer answer = browser.get("/sign-in/provider/answer?code=" + parameter(back.toString(), "code") + "&state="
                + parameter(back.toString(), "state") + "&iss=https://other.example");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("could not be accepted");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void anAnswerIsWaitedForTenMinutes() {
        linked(Role.DOCTOR);
        twoFactors();
        Browser browser = new Browser(port);
        String question = question(browser.submit("/sign-in/provider"));
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        Answer answer = back(browser, question);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("Begin again here.");
    }

    @Test
    void whoBringsTooManyAnswersIsAskedToWait() {
        Browser browser = new Browser(port);
        for (int n = 0; n < 100; n++) {
            assertThat(browser.get("/sign-in/provider/answer?state=guess-" + n).status())
                    .isEqualTo(401);
        }

        Answer answer = browser.get("/sign-in/provider/answer?state=guess");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(browser.submit("/sign-in/provider").status()).isEqualTo(429);
    }

    @Test
    void whoSaysNoAtTheProviderFindsAWayOnHere() {
        Browser browser = new Browser(port);
        String state = parameter(question(browser.submit("/sign-in/provider", "continue", "/doctor")), "state");

        Answer answer = browser.get("/sign-in/provider/answer?error=access_denied&error_description=%3Cb%3Eno&state="
                + state + "&iss=" + PROVIDER.issuer());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("House did not sign you in", "name=\"email\"", "value=\"/doctor\"")
                .doesNotContain("access_denied", "<b>no");
        assertThat(output.getAll()).contains("PROVIDER_REFUSED account=unknown");
    }

    @Test
    void whoIsNotLinkedIsNobodyAndNoAccountIsMade() {
        twoFactors();
        Browser browser = new Browser(port);
        long before = accounts();

        Answer answer = signIn(browser);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("opens no account here");
        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void aBlockedAccountIsAnsweredLikeOneThatIsNotLinked() {
        Account doctor = linked(Role.DOCTOR);
        twoFactors();
        identity.block(admin(), doctor.id(), true);
        Browser browser = new Browser(port);

        Answer answer = signIn(browser);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("opens no account here");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
    }

    @Test
    void aPatientIsNotSignedInEvenWithALinkThatSomebodyPutIntoTheDatabase() {
        Account doctor = linked(Role.DOCTOR);
        Account patient = enrol(Role.PATIENT);
        pastTheTrail("update provider_link set account_id = '" + patient.id().value() + "' where account_id = '"
                + doctor.id().value() + "'");
        twoFactors();
        Browser browser = new Browser(port);

        assertThat(signIn(browser).status()).isEqualTo(401);
        assertThat(browser.get("/book").text()).doesNotContain(patient.email());
        Browser patients = Browser.signedIn(port, patient.email(), PASSWORD);
        assertThat(patients.get("/account/security").text()).doesNotContain("House");
        assertThat(patients.submit("/account/security/provider").status()).isEqualTo(403);
        assertThat(patients.submit("/account/security/provider/removal").status())
                .isEqualTo(403);
        assertThat(patients.submit("/confirm-it-is-you/provider").status()).isEqualTo(403);
    }

    @Test
    void aSubjectOfAnotherIssuerIsSomebodyElse() {
        Account doctor = linked(Role.DOCTOR);
        pastTheTrail("update provider_link set issuer = 'https://other.example' where account_id = '"
                + doctor.id().value() + "'");
        twoFactors();

        assertThat(signIn(new Browser(port)).status()).isEqualTo(401);
    }

    @Test
    void theRoleIsTheAccountsAsItIsNowAndNeverTheProviders() {
        Account doctor = linked(Role.DOCTOR);
        twoFactors();
        Browser before = new Browser(port);
        signIn(before);

        identity.changeRole(admin(), doctor.id(), Role.ADMIN);

        assertThat(before.get("/doctor").location()).startsWith("/sign-in?");
        Browser after = new Browser(port);
        assertThat(signIn(after).location()).isEqualTo("/admin");
        assertThat(after.get("/doctor").status()).isEqualTo(403);
    }

    @Test
    void whoWasHelpedOutByAnAdminIsNotLinkedAnyMore() {
        Account doctor = linked(Role.DOCTOR);
        twoFactors();

        factors.forget(admin(), doctor.id());

        assertThat(signIn(new Browser(port)).status()).isEqualTo(401);
    }

    @Test
    void linkingAndUnlinkingAreOnTheAccountsPageAndItsOwnerIsTold() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = signedIn(doctor);
        assertThat(browser.get("/account/security").text()).contains("Link with House");

        Answer linked = back(browser, question(browser.submit("/account/security/provider")));

        assertThat(linked.location()).isEqualTo("/account/security?done=PROVIDER_LINKED");
        assertThat(browser.get("/account/security").text()).contains("Remove the link");
        assertThat(told(doctor)).contains("PROVIDER_LINKED");
        assertThat(database.behindTheWalls()
                        .sql("select count(*) from audit_entry where kind = 'provider_link' and after::text like :id"
                                + " and after::text like '%•••%'")
                        .param("id", "%" + doctor.id().value() + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        assertThat(browser.submit("/account/security/provider/removal").location())
                .isEqualTo("/account/security?done=PROVIDER_UNLINKED");
        assertThat(told(doctor)).contains("PROVIDER_UNLINKED");
        twoFactors();
        assertThat(signIn(new Browser(port)).status()).isEqualTo(401);
    }

    @Test
    void linkingAndUnlinkingWantAFreshProof() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = signedIn(doctor);
        clock.advance(Duration.ofMinutes(11));

        assertThat(browser.submit("/account/security/provider").status()).isEqualTo(401);
        assertThat(browser.submit("/account/security/provider/removal").status())
                .isEqualTo(401);
    }

    @Test
    void whatIsLinkedWithOneAccountIsNotLinkedWithAnother() {
        linked(Role.DOCTOR);
        Browser other = signedIn(enrol(Role.DOCTOR));

        Answer answer = back(other, question(other.submit("/account/security/provider")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("is linked with another account here");
    }

    @Test
    void aSignInThereOfBeforeIsNotLinked() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = signedIn(doctor);
        PROVIDER.saw(List.of("mfa"), null, Duration.ofMinutes(11));

        Answer answer = back(browser, question(browser.submit("/account/security/provider")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("could not be accepted. Nothing was linked.");
        assertThat(links(doctor)).isZero();
    }

    @Test
    void nobodyLinksTheAccountOfWhoSitsAtTheBrowserWithHisOwn() {
        Account attacker = enrol(Role.DOCTOR);
        Browser attackers = signedIn(attacker);
        URI back = PROVIDER.signIn(question(attackers.submit("/account/security/provider")), subject);
        Account victim = enrol(Role.DOCTOR);
        Browser victims = signedIn(victim);
        victims.submit("/account/security/provider");

        assertThat(answer(victims, back).status()).isEqualTo(401);

        assertThat(links(victim)).isZero();
    }

    @Test
    void aQuestionOfAnotherAccountInTheSameBrowserLinksNothing() {
        Account first = enrol(Role.DOCTOR);
        Browser browser = signedIn(first);
        String question = question(browser.submit("/account/security/provider"));
        identity.signOutEverywhere(admin(), first.id());

        assertThat(back(browser, question).status()).isEqualTo(401);

        assertThat(links(first)).isZero();
    }

    private Account linked(Role role) {
        Account account = enrol(role);
        Browser browser = signedIn(account);
        Answer answer = back(browser, question(browser.submit("/account/security/provider")));
        assertThat(answer.location()).as(answer.text()).endsWith("PROVIDER_LINKED");
        return account;
    }

    private Browser signedIn(Account account) {
        CodeApp app = withApp(account);
        Browser browser = new Browser(port);
        browser.signIn(account.email(), PASSWORD);
        assertThat(browser.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .status())
                .isEqualTo(303);
        return browser;
    }

    /** Half a minute later, so that the next code is a new one. */
    private CodeApp withApp(Account account) {
        Actor owner = account.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), "test-" + subject);
        clock.advance(Duration.ofSeconds(30));
        return app;
    }

    private static void twoFactors() {
        PROVIDER.saw(List.of("pwd", "otp", "mfa"), null, Duration.ZERO);
    }

    private Answer signIn(Browser browser) {
        return back(browser, question(browser.submit("/sign-in/provider")));
    }

    private Answer back(Browser browser, String question) {
        return answer(browser, PROVIDER.signIn(question, subject));
    }

    private Answer answer(Browser browser, URI back) {
        lastCode = parameter(back.toString(), "code");
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private static String question(Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.header("Refresh")).startsWith("0;url=");
        return page.header("Refresh").substring("0;url=".length());
    }

    private static String parameter(String address, String name) {
        var found = java.util.regex.Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return found.group(1);
    }

    private List<String> told(Account account) {
        return database.behindTheWalls()
                .sql("select purpose from message where recipient_id = :account")
                .param("account", account.id().value())
                .query(String.class)
                .list();
    }

    private void pastTheTrail(String change) {
        database.behindTheWalls()
                .sql("set session_replication_role = replica; " + change + "; set session_replication_role = origin")
                .update();
    }

    private long links(Account account) {
        return database.behindTheWalls()
                .sql("select count(*) from provider_link where account_id = :account")
                .param("account", account.id().value())
                .query(Long.class)
                .single();
    }

    private long accounts() {
        return database.behindTheWalls()
                .sql("select count(*) from account")
                .query(Long.class)
                .single();
    }

    private static Actor admin() {
        return new Actor(Role.ADMIN, UuidCreator.getTimeOrderedEpoch(), null, UUID.randomUUID());
    }

    private Account enrol(Role role) {
        @Nullable UUID person = role == Role.DOCTOR ? UuidCreator.getTimeOrderedEpoch() : null;
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "house-" + UUID.randomUUID() + "@people.example",
                "Holly Hill",
                role,
                person,
                PASSWORD);
    }
}
