package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.SecondFactors;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.CodeApp;
import clinic.testing.TestClock;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A clinic as it is run: doctors and admins have a second factor, patients may. */
@ClinicTest
@TestPropertySource(properties = {"clinic.second-factor=", "clinic.limits=off"})
class SecondFactorPagesTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final Pattern SECRET = Pattern.compile("class=\"secret\"[^>]*>([A-Z2-7 ]+)<");
    private static final Pattern RECOVERY = Pattern.compile("<li>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})</li>");

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestClock clock;

    private final String remote = "test-" + UUID.randomUUID();

    @Test
    void aDoctorWithoutAnAppReachesNothingButItsEnrolment() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = new Browser(port);

        assertThat(browser.signIn(doctor.email(), PASSWORD).location()).isEqualTo("/sign-in/enrol");

        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
        assertThat(browser.get("/account").location()).startsWith("/sign-in?");
        assertThat(browser.get("/account/security/app").location()).startsWith("/sign-in?");
        assertThat(browser.get("/sign-in/code").status()).isEqualTo(200);
        assertThat(token(doctor, null)).isInstanceOf(WrongCredentials.class);
    }

    @Test
    void theFirstCodeSignsInAndShowsTheRecoveryCodes() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = new Browser(port);
        browser.signIn(doctor.email(), PASSWORD);
        Answer page = browser.get("/sign-in/enrol?continue=/doctor");
        CodeApp app = app(page);
        String before = browser.session().orElseThrow();

        Answer wrong = browser.submit("/sign-in/enrol", "code", "000000", "continue", "/doctor");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(app(wrong).code(clock.instant())).isEqualTo(app.code(clock.instant()));
        assertThat(browser.get("/account").status()).isEqualTo(303);
        Answer codes = browser.submit("/sign-in/enrol", "code", app.code(clock.instant()), "continue", "/doctor");

        assertThat(codes.status()).isEqualTo(200);
        assertThat(recoveryCodes(codes)).hasSize(10);
        assertThat(codes.text()).contains("href=\"/doctor\"");
        assertThat(codes.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
        assertThat(browser.session()).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void whoHasAnAppIsAskedForACodeAndIsNobodyBefore() {
        Account doctor = enrol(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        Browser browser = new Browser(port);

        assertThat(browser.signIn(doctor.email(), PASSWORD).location()).isEqualTo("/sign-in/code");
        assertThat(browser.get("/doctor").location()).startsWith("/sign-in?");
        assertThat(browser.get("/sign-in/enrol").location())
                .as("the password alone replaces no app")
                .isEqualTo("/sign-in?expired");
        String before = browser.session().orElseThrow();
        assertThat(browser.submit("/sign-in/code", "code", "000000").status()).isEqualTo(401);

        Answer answer = browser.submit("/sign-in/code", "code", app.code(clock.instant()));

        assertThat(answer.location()).isEqualTo("/doctor");
        assertThat(browser.session()).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(browser.get("/account").status()).isEqualTo(200);
        Browser second = new Browser(port);
        second.signIn(doctor.email(), PASSWORD);
        assertThat(second.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .status())
                .as("the same code again")
                .isEqualTo(401);
    }

    @Test
    void theSecondStepWaitsAQuarterOfAnHour() {
        Account doctor = enrol(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        Browser browser = new Browser(port);
        browser.signIn(doctor.email(), PASSWORD);
        browser.formToken();
        clock.advance(Duration.ofMinutes(16));

        assertThat(browser.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .location())
                .isEqualTo("/sign-in?expired");
        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @Test
    void blockingEndsTheSecondStepToo() {
        Account doctor = enrol(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        Browser browser = new Browser(port);
        browser.signIn(doctor.email(), PASSWORD);
        browser.formToken();

        identity.block(admin(), doctor.id(), true);

        assertThat(browser.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .location())
                .isEqualTo("/sign-in?expired");
    }

    @Test
    void aRecoveryCodeSignsInOnce() {
        Account doctor = enrol(Role.DOCTOR);
        Browser first = new Browser(port);
        first.signIn(doctor.email(), PASSWORD);
        String code = recoveryCodes(first.submit(
                        "/sign-in/enrol",
                        "code",
                        app(first.get("/sign-in/enrol")).code(clock.instant())))
                .getFirst();
        Browser browser = new Browser(port);
        browser.signIn(doctor.email(), PASSWORD);

        assertThat(browser.submit("/sign-in/code", "code", code).location()).isEqualTo("/doctor");

        Browser again = new Browser(port);
        again.signIn(doctor.email(), PASSWORD);
        assertThat(again.submit("/sign-in/code", "code", code).status()).isEqualTo(401);
    }

    @Test
    void aPatientWithoutAnAppSignsInByPasswordAloneAndWithOneIsAsked() {
        Account patient = enrol(Role.PATIENT);
        assertThat(new Browser(port).signIn(patient.email(), PASSWORD).location())
                .isEqualTo("/book");

        Browser browser = Browser.signedIn(port, patient.email(), PASSWORD);
        CodeApp app = app(browser.get("/account/security/app"));
        assertThat(recoveryCodes(browser.submit("/account/security/app", "code", app.code(clock.instant()))))
                .hasSize(10);

        assertThat(new Browser(port).signIn(patient.email(), PASSWORD).location())
                .isEqualTo("/sign-in/code");
    }

    @Test
    void staffKeepTheirAppAndPatientsMayGiveItUp() {
        Account doctor = enrol(Role.DOCTOR);
        Browser browser = signedIn(doctor, withApp(doctor));
        assertThat(browser.get("/account/security").text()).doesNotContain("app/removal");
        assertThat(browser.submit("/account/security/app/removal").status()).isEqualTo(422);

        Account patient = enrol(Role.PATIENT);
        Browser patients = signedIn(patient, withApp(patient));
        assertThat(patients.submit("/account/security/app/removal").location())
                .isEqualTo("/account/security?done=APP_REMOVED");
        assertThat(new Browser(port).signIn(patient.email(), PASSWORD).location())
                .isEqualTo("/book");
    }

    @Test
    void whoHasLostEverythingIsHelpedOutByAnAdmin() {
        Account doctor = enrol(Role.DOCTOR);
        Browser lost = signedIn(doctor, withApp(doctor));
        assertThatThrownBy(() -> factors.forget(doctor.actor(UUID.randomUUID()), doctor.id()))
                .isInstanceOf(NotFound.class);

        factors.forget(admin(), doctor.id());

        assertThat(lost.get("/account").status()).isEqualTo(303);
        assertThat(new Browser(port).signIn(doctor.email(), PASSWORD).status())
                .as("whoever else knew the password is nobody")
                .isEqualTo(401);
        String link = identity.issueLink(Actor.system(UUID.randomUUID()), doctor.id(), Identity.LinkPurpose.RESET)
                .orElseThrow();
        identity.setPassword(link, PASSWORD, remote);
        assertThat(new Browser(port).signIn(doctor.email(), PASSWORD).location())
                .isEqualTo("/sign-in/enrol");
    }

    @Test
    void aProgramGivesTheCodeWithThePasswordAndEveryMistakeIsTheSame() {
        Account doctor = enrol(Role.DOCTOR);
        CodeApp app = withApp(doctor);
        Account patient = enrol(Role.PATIENT);

        assertThat(token(doctor, null)).isInstanceOf(WrongCredentials.class);
        assertThat(token(doctor, "000000")).isInstanceOf(WrongCredentials.class);
        assertThat(token(patient, "000000"))
                .as("there is no code that could be right")
                .isInstanceOf(WrongCredentials.class);
        assertThat(identity.issueTokens(doctor.email(), "wrong", app.code(clock.instant()), remote, null))
                .as("and the code is not used up by it")
                .isInstanceOf(WrongCredentials.class);
        assertThat(token(doctor, app.code(clock.instant()))).isInstanceOf(Tokens.class);
        assertThat(token(patient, null)).isInstanceOf(Tokens.class);
    }

    private Browser signedIn(Account account, CodeApp app) {
        Browser browser = new Browser(port);
        browser.signIn(account.email(), PASSWORD);
        assertThat(browser.submit("/sign-in/code", "code", app.code(clock.instant()))
                        .status())
                .isIn(302, 303);
        return browser;
    }

    /** Half a minute later, so that the next code is a new one. */
    private CodeApp withApp(Account account) {
        Actor owner = account.actor(UUID.randomUUID());
        var enrolment = factors.enrolment(owner);
        CodeApp app = new CodeApp(enrolment.secret());
        factors.confirm(owner, enrolment.id(), app.code(clock.instant()), remote);
        clock.advance(Duration.ofSeconds(30));
        return app;
    }

    private Identity.TokenOutcome token(Account account, @org.jspecify.annotations.Nullable String otp) {
        return identity.issueTokens(account.email(), PASSWORD, otp, remote, null);
    }

    private static CodeApp app(Answer page) {
        Matcher found = SECRET.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return new CodeApp(found.group(1).replace(" ", ""));
    }

    private static List<String> recoveryCodes(Answer page) {
        return RECOVERY.matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Actor admin() {
        return new Actor(Role.ADMIN, UuidCreator.getTimeOrderedEpoch(), null, UUID.randomUUID());
    }

    private Account enrol(Role role) {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "second-" + UUID.randomUUID() + "@people.example",
                "Sam Second",
                role,
                role == Role.DOCTOR ? UuidCreator.getTimeOrderedEpoch() : null,
                PASSWORD);
    }
}
