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
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Somebody fills in a form, is away for longer than the session lasts, and sends it then. */
@ClinicTest
@TestPropertySource(properties = {"clinic.second-factor=", "clinic.limits=off"})
class OutlivedFormsTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final String[] OURS = {"Sec-Fetch-Site", "same-origin"};
    private static final String PREFERENCES = "/account/messages";
    private static final Map<String, String> SENT = Map.of("kind", "Headaches & more", "on", "true");
    private static final String KEPT = "name=\"form\" value=\"";
    private static final Pattern FORM = Pattern.compile(KEPT + "([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("class=\"secret\"[^>]*>([A-Z2-7 ]+)<");

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private Account patient;
    private Browser browser;

    @BeforeEach
    void somebodyIsBackAfterALongWhile() {
        patient = enrol(Role.PATIENT);
        browser = new Browser(port);
    }

    @Test
    void isThereAgainAfterThePassword() {
        Answer asked = browser.post(PREFERENCES, SENT, OURS);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text())
                .contains("<h1>Sign in</h1>", "what you filled in is there again")
                .contains("name=\"continue\" value=\"" + PREFERENCES + "\"");

        Answer wrong = signIn(asked, patient, "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(formIn(wrong)).isEqualTo(formIn(asked));

        Answer goOn = signIn(wrong, patient, PASSWORD);
        assertThat(goOn.status()).isEqualTo(200);
        assertThat(goOn.text())
                .contains("action=\"" + PREFERENCES + "\"", "name=\"kind\" value=\"Headaches &amp; more\"")
                .contains(">Headaches &amp; more</blockquote>", "Signed in as Olive Out (Patient).");
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void onePressSendsItWithTheTokenOfTheNewSession() {
        String read = "/notifications/read";
        Answer goOn = signIn(browser.post(read, Map.of("seen", "1"), OURS), patient, PASSWORD);

        assertThat(browser.post(read, Map.of("_csrf", tokenIn(goOn))).status())
                .as(goOn.text())
                .isEqualTo(303);
    }

    @Test
    void isThereAgainAfterTheSecondFactorToo() {
        Actor owner = patient.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), "test");
        clock.advance(Duration.ofMinutes(1));

        Answer code = signIn(browser.post(PREFERENCES, SENT, OURS), patient, PASSWORD);
        assertThat(code.text()).contains("action=\"/sign-in/code\"");
        Answer wrong = step("/sign-in/code", code, "000000");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(step("/sign-in/code", wrong, app.code(clock.instant())).text())
                .contains("action=\"" + PREFERENCES + "\"", "value=\"Headaches &amp; more\"");
    }

    @Test
    void isThereAgainAfterASecondStepThatTookTooLong() {
        Actor owner = patient.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), "test");
        Answer code = signIn(browser.post(PREFERENCES, SENT, OURS), patient, PASSWORD);
        clock.advance(Duration.ofMinutes(16));

        Answer again = step("/sign-in/code", code, app.code(clock.instant()));

        assertThat(again.text()).contains("action=\"/sign-in\"");
        assertThat(formIn(again)).isEqualTo(formIn(code));
    }

    @Test
    void isThereAgainAfterAnAppWasAdded() {
        Answer enrol = signIn(browser.post("/admin/clinic/closures", SENT, OURS), enrol(Role.ADMIN), PASSWORD);

        assertThat(withAnApp(enrol).text())
                .contains("I have kept them, now send what I filled in", "action=\"/admin/clinic/closures\"")
                .contains("name=\"kind\" value=\"Headaches &amp; more\"");
    }

    @Test
    void isKeptWhileTheSignInItselfIsLeftLying() {
        Answer asked = browser.post(PREFERENCES, SENT, OURS);
        database.behindTheWalls().sql("delete from spring_session").update();

        Answer again = signIn(asked, patient, PASSWORD);

        assertThat(again.status()).isEqualTo(401);
        assertThat(formIn(again)).isEqualTo(formIn(asked));
        assertThat(again.text()).doesNotContain(PASSWORD);
        assertThat(signIn(again, patient, PASSWORD).text()).contains("value=\"Headaches &amp; more\"");
    }

    @Test
    void ofWhoeverSignedInAnewInAnotherWindowNeedsOnePress() {
        Browser signedIn = Browser.signedIn(port, patient.email(), PASSWORD);

        Answer goOn = signedIn.post("/notifications/read", Map.of("_csrf", "of the session before", "seen", "1"), OURS);

        assertThat(goOn.status()).isEqualTo(403);
        assertThat(goOn.text()).contains("action=\"/notifications/read\"").doesNotContain("of the session before");
        assertThat(signedIn.post("/notifications/read", Map.of("_csrf", tokenIn(goOn)))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void ofAnotherSiteIsNeverCarriedIntoASignIn() {
        String[][] elsewhere = {
            {},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "none"},
            {"Sec-Fetch-Site", "cross-site", "Origin", "http://127.0.0.1:" + port},
            {"Origin", "http://elsewhere.example"},
            {"Origin", "http://127.0.0.1:" + port + ".elsewhere.example"},
            {"Origin", "null"},
            {"Referer", "http://127.0.0.1:" + port + "/book"},
        };
        Browser signedIn = Browser.signedIn(port, patient.email(), PASSWORD);

        for (String[] headers : elsewhere) {
            Answer asked = browser.post(PREFERENCES, SENT, headers);
            assertThat(asked.status()).as(String.join(" ", headers)).isEqualTo(303);
            assertThat(asked.location()).startsWith("/sign-in?expired");
            assertThat(asked.text()).doesNotContain("Headaches");
            assertThat(signedIn.post(PREFERENCES, SENT, headers).text())
                    .as("signed in, " + String.join(" ", headers))
                    .doesNotContain("Headaches");
        }
        assertThat(formIn(browser.post(PREFERENCES, SENT, "Origin", "http://127.0.0.1:" + port)))
                .as("a browser that does not say where a request comes from")
                .contains("Headaches");
    }

    @Test
    void comesBackWithoutWhatProvesWhoSomebodyIs() {
        Map<String, String> secrets = Map.of(
                "newPassword", "otters of old", "proof", "otters of old", "code", "otters of old", "name", "Telephone");

        assertThat(browser.post("/account/security/passkeys", secrets, OURS).text())
                .contains("name=Telephone")
                .doesNotContain("otters");
        assertThat(browser.post("/password/new", Map.of("token", "t", "password", "otters of old"), OURS)
                        .text())
                .doesNotContain("otters");
    }

    @Test
    void withAFileIsSentAgainByHand() {
        Answer asked = browser.upload("/admin/absences", "BEGIN:VCALENDAR", Map.of("_csrf", "over"));

        assertThat(asked.location()).isEqualTo("/sign-in?expired=file");
        assertThat(browser.follow(asked).text()).contains("Files are not kept");
    }

    @Test
    void withNothingFilledInLeadsBackToItsPage() {
        String page = "http://127.0.0.1:" + port + "/notifications";

        assertThat(browser.post(
                                "/notifications/read",
                                Map.of("_csrf", "over"),
                                "Sec-Fetch-Site",
                                "same-origin",
                                "Referer",
                                page)
                        .location())
                .isEqualTo("/sign-in?expired&continue=%2Fnotifications");
    }

    @Test
    void withNothingButAPressLeadsBackToWhatItIsAbout() {
        String page = "http://127.0.0.1:" + port + "/doctor";
        assertThat(browser.post(
                                "/doctor/appointments/018f0000-0000-7000-8000-000000000000/approval",
                                Map.of("version", "1", "reason", ""),
                                "Sec-Fetch-Site",
                                "same-origin",
                                "Referer",
                                page)
                        .location())
                .isEqualTo("/sign-in?expired&continue=%2Fdoctor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"عندي صداع شديد", "CANNOT 5", "Headaches"})
    void isShownInWhateverLettersItWasWritten(String words) {
        Answer goOn =
                signIn(browser.post(PREFERENCES, Map.of("reason", words, "kind", "BY_MAIL"), OURS), patient, PASSWORD);

        assertThat(goOn.text()).contains(">" + words + "</blockquote>").doesNotContain(">BY_MAIL</blockquote>");
    }

    @Test
    void forAnybodyWorksAllTheSame() {
        Map<String, String> asked = Map.of("email", "nobody@test.example");
        assertThat(browser.post("/password/reset", asked, OURS).status()).isEqualTo(200);
        assertThat(browser.post("/password/reset", asked, "Sec-Fetch-Site", "cross-site")
                        .location())
                .startsWith("/sign-in?expired");
    }

    @Test
    void signsOutFromAnOldWindowToo() {
        browser.signIn(patient.email(), PASSWORD);
        assertThat(browser.post("/sign-out", Map.of(), "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of(), OURS).location()).isEqualTo("/sign-in?signed-out");
    }

    @Test
    void fetchedInPlaceTakesTheWholePage() {
        Answer asked = browser.post(PREFERENCES, SENT, "Sec-Fetch-Site", "same-origin", "HX-Request", "true");

        assertThat(asked.header("HX-Redirect")).isEmpty();
        assertThat(asked.header("HX-Retarget")).isEqualTo("body");
        assertThat(asked.header("HX-Reselect")).isEqualTo("unset");
        assertThat(formIn(asked)).contains("Headaches");
    }

    @Test
    void ofAnotherRoleIsSaidToBeSo() {
        Answer goOn = signIn(browser.post("/doctor/requests", SENT, OURS), patient, PASSWORD);

        assertThat(goOn.text())
                .contains("Your account cannot send this", "Signed in as Olive Out (Patient).")
                .doesNotContain("action=\"/doctor/requests\"");
    }

    /** What is a patient's alone lies at several addresses; a booking would have gone on at its own page. */
    @ParameterizedTest
    @ValueSource(strings = {"/appointments", "/appointments/018f0000-0000-7000-8000-000000000000/cancellation"})
    void ofAPatientIsNotForWhoeverIsNone(String address) {
        Answer codes = withAnApp(signIn(browser.post(address, SENT, OURS), enrol(Role.ADMIN), PASSWORD));

        assertThat(codes.text()).contains("href=\"/admin\"").doesNotContain("action=\"" + address + "\"", "Headaches");
    }

    @Test
    void ofABookingIsNotForAnAdmin() {
        Account admin = enrol(Role.ADMIN);
        Actor owner = admin.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), "test");
        clock.advance(Duration.ofMinutes(1));

        Answer code = signIn(browser.post("/appointments", SENT, OURS), admin, PASSWORD);

        assertThat(step("/sign-in/code", code, app.code(clock.instant())).text())
                .contains("Your account cannot send this")
                .doesNotContain("action=\"/appointments\"");
    }

    @Test
    void isNotKeptWhereSessionsLie() {
        signIn(browser.post(PREFERENCES, SENT, OURS), patient, PASSWORD);

        assertThat(database.behindTheWalls()
                        .sql("select string_agg(encode(attribute_bytes, 'escape'), ' ') from spring_session_attributes")
                        .query(String.class)
                        .single())
                .doesNotContain("Headaches");
    }

    private Answer signIn(Answer page, Account account, String password) {
        return browser.post(
                "/sign-in",
                Map.of(
                        "_csrf",
                        tokenIn(page),
                        "email",
                        account.email(),
                        "password",
                        password,
                        "continue",
                        match(Pattern.compile("name=\"continue\" value=\"([^\"]*)\""), page),
                        "form",
                        formIn(page)),
                OURS);
    }

    private Answer step(String path, Answer page, String code) {
        return browser.post(
                path,
                Map.of(
                        "_csrf",
                        tokenIn(page),
                        "code",
                        code,
                        "continue",
                        match(Pattern.compile("name=\"continue\" value=\"([^\"]*)\""), page),
                        "form",
                        formIn(page)));
    }

    private static String formIn(Answer page) {
        return match(FORM, page).replace("&amp;", "&");
    }

    private static String tokenIn(Answer page) {
        return match(TOKEN, page);
    }

    private static String match(Pattern pattern, Answer page) {
        Matcher found = pattern.matcher(page.text());
        assertThat(found.find()).as(page.status() + " " + page.text()).isTrue();
        return found.group(1);
    }

    private Answer withAnApp(Answer enrol) {
        Matcher secret = SECRET.matcher(enrol.text());
        assertThat(secret.find()).as(enrol.text()).isTrue();
        CodeApp app = new CodeApp(secret.group(1).replace(" ", ""));
        return step("/sign-in/enrol", enrol, app.code(clock.instant()));
    }

    private Account enrol(Role role) {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "outlived-" + UUID.randomUUID() + "@people.example",
                "Olive Out",
                role,
                null,
                PASSWORD);
    }
}
