package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.Device;
import clinic.identity.Identity;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.SignIns;
import clinic.identity.SignIns.Kind;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@ClinicTest
@TestPropertySource(properties = "clinic.limits=off")
class SignInsTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final String ANOTHER = "nine large green herons";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    SignIns signIns;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    private final String remote = "test-" + UUID.randomUUID();
    private Account patient;
    private Actor owner;
    private Browser browser;

    @BeforeEach
    void aPatientIsSignedIn() {
        patient = enrol(Role.PATIENT);
        owner = patient.actor(UUID.randomUUID());
        browser = Browser.signedIn(port, patient.email(), PASSWORD);
    }

    @Test
    void browsersAndProgramsAreListedWithLittleMoreThanTheirKind() {
        identity.issueTokens(patient.email(), PASSWORD, null, remote, FIREFOX);

        assertThat(signIns.of(owner))
                .extracting(SignIns.Open::kind)
                .containsExactlyInAnyOrder(Kind.BROWSER, Kind.PROGRAM);
        assertThat(signIns.of(owner))
                .anySatisfy(open -> assertThat(open.device()).isEqualTo("Firefox on Linux"));
        assertThat(browser.get("/account/security").text()).contains("This one", "Firefox on Linux", "Java");
        assertThat(database.behindTheWalls()
                        .sql("select cast(f as text) from refresh_family f")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("140.0") || row.contains(remote));
    }

    @Test
    void aUserAgentIsReadCoarsely() {
        assertThat(Device.of(FIREFOX)).isEqualTo("Firefox on Linux");
        assertThat(Device.of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"))
                .isEqualTo("Safari on iPhone");
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"))
                .isEqualTo("Edge on Windows");
        assertThat(Device.of("curl/8.14.1")).isEqualTo("curl");
        assertThat(Device.of("<script>")).isNull();
        assertThat(Device.of(null)).isNull();
    }

    @Test
    void aBrowserThatIsEndedIsSignedOutByItsNextRequest() {
        Browser second = Browser.signedIn(port, patient.email(), PASSWORD);
        UUID first = signIns.of(owner).stream()
                .map(SignIns.Open::id)
                .filter(id -> !second.get("/account/security").text().contains(id + "/end"))
                .findFirst()
                .orElseThrow();

        signIns.end(owner, first);

        assertThat(second.get("/account").status()).isEqualTo(303);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void aProgramThatIsEndedHoldsNoTokenAnyMore() {
        Tokens tokens = tokens();
        assertThat(identity.bearer(tokens.accessToken())).isPresent();
        UUID program = signIns.of(owner).stream()
                .filter(open -> open.kind() == Kind.PROGRAM)
                .findFirst()
                .orElseThrow()
                .id();

        Answer answer = browser.submit("/account/security/sign-ins/" + program + "/end");

        assertThat(answer.location()).isEqualTo("/account/security?done=ENDED");
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
    }

    @Test
    void everythingElseIsEndedAtOnceAndTheOwnerIsTold() {
        Browser second = Browser.signedIn(port, patient.email(), PASSWORD);
        Tokens tokens = tokens();

        assertThat(browser.submit("/account/security/sign-ins/end-others").location())
                .isEqualTo("/account/security?done=OTHERS_ENDED");

        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(second.get("/account").status()).isEqualTo(303);
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(mails()).containsExactly("SESSIONS_ENDED");
    }

    private List<String> mails() {
        return database.behindTheWalls()
                .sql("select purpose from message where account_id = :id")
                .param("id", patient.id().value())
                .query(String.class)
                .list();
    }

    @Test
    void whoChangesThePasswordStaysSignedInHereAndNowhereElse() {
        Browser second = Browser.signedIn(port, patient.email(), PASSWORD);
        Tokens tokens = tokens();
        String before = browser.session().orElseThrow();

        Answer answer = changePassword(PASSWORD, ANOTHER);

        assertThat(answer.location()).isEqualTo("/account/security?done=PASSWORD_CHANGED");
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(browser.session()).get().isNotEqualTo(before);
        assertThat(second.get("/account").status()).isEqualTo(303);
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(mails()).containsExactly("PASSWORD_CHANGED");
        assertThat(identity.signIn(patient.email(), PASSWORD, remote)).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(patient.email(), ANOTHER, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void whoDoesNotKnowThePasswordChangesNothingOnABrowserLeftOpen() {
        Answer answer = changePassword("not the password at all", ANOTHER);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("This is not your password.").doesNotContain(ANOTHER);
        assertThat(identity.signIn(patient.email(), PASSWORD, remote)).isInstanceOf(SignedIn.class);
        assertThat(mails()).isEmpty();
    }

    @Test
    void aChangedPasswordIsHeldToTheRulesOfAFirstOne() {
        assertThat(changePassword(PASSWORD, "too short").status()).isEqualTo(422);
        assertThat(changePassword(PASSWORD, "Sid Signed Sid Signed").status()).isEqualTo(422);
        assertThat(identity.signIn(patient.email(), PASSWORD, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void anAdminSignsSomebodyOutEverywhereAndBlocksNothing() {
        Tokens tokens = tokens();
        Account admin = enrol(Role.ADMIN);
        Browser admins = Browser.signedIn(port, admin.email(), PASSWORD);

        Answer answer = admins.submit("/admin/users/" + patient.id().value() + "/sign-out");

        assertThat(answer.location()).endsWith("?done=SIGNED_OUT");
        assertThat(browser.get("/account").status()).isEqualTo(303);
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(mails()).containsExactly("SESSIONS_ENDED");
        assertThat(identity.signIn(patient.email(), PASSWORD, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void nobodyButAnAdminSignsSomebodyElseOut() {
        Account doctor = enrol(Role.DOCTOR);

        assertThatThrownBy(() -> identity.signOutEverywhere(doctor.actor(UUID.randomUUID()), patient.id()))
                .isInstanceOf(NotFound.class);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    private Answer changePassword(String current, String password) {
        return browser.submit("/account/security/password", "current", current, "password", password);
    }

    @Test
    void nobodyEndsWhatIsNotHisOwn() {
        Account other = enrol(Role.PATIENT);
        UUID mine = signIns.of(owner).getFirst().id();

        assertThatThrownBy(() -> signIns.end(other.actor(UUID.randomUUID()), mine))
                .isInstanceOf(NotFound.class);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void staffStaySignedInForTwelveHoursAtMost() {
        Account doctor = enrol(Role.DOCTOR);
        Browser doctors = Browser.signedIn(port, doctor.email(), PASSWORD);
        Tokens tokens = (Tokens) identity.issueTokens(doctor.email(), PASSWORD, null, remote, null);

        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(doctors.get("/account").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));

        assertThat(doctors.get("/account").status()).isEqualTo(303);
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(browser.get("/account").status()).as("a patient").isEqualTo(200);
        clock.advance(Duration.ofDays(30));
        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @Test
    void halfAnHourWithoutARequestEndsABrowsersSignIn() {
        long now = System.currentTimeMillis();
        setLastUsed(now - Duration.ofMinutes(29).toMillis());
        assertThat(browser.get("/account").status()).isEqualTo(200);
        setLastUsed(now - Duration.ofMinutes(31).toMillis());

        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    private void setLastUsed(long millis) {
        database.behindTheWalls()
                .sql("update spring_session set last_access_time = :then, expiry_time = :then + 1800000"
                        + " where principal_name = :account")
                .param("then", millis)
                .param("account", patient.id().value().toString())
                .update();
    }

    private Tokens tokens() {
        return (Tokens) identity.issueTokens(patient.email(), PASSWORD, null, remote, null);
    }

    private Account enrol(Role role) {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "sign-ins-" + UUID.randomUUID() + "@people.example",
                "Sid Signed",
                role,
                role == Role.DOCTOR ? UuidCreator.getTimeOrderedEpoch() : null,
                PASSWORD);
    }
}
