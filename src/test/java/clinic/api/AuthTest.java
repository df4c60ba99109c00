package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With an application of its own: what is throttled here by network is no other test's. */
@ClinicTest
@TestPropertySource(properties = "clinic.test=auth")
class AuthTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    Vault vault;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private final JsonMapper json = new JsonMapper();
    private final String email = "reed." + UUID.randomUUID() + "@mail.example";
    private Browser program;

    @BeforeEach
    void aProgramAndAnHourOfPeace() {
        program = new Browser(port);
        database.behindTheWalls().sql("delete from throttle").update();
    }

    @Test
    void fromSignUpToWhoAmI() {
        assertThat(signUp(email).status()).isEqualTo(202);
        assertThat(token(email, PASSWORD).status()).isEqualTo(401);

        String link =
                identity.issueLink(system(), idOf(email), LinkPurpose.VERIFY).orElseThrow();
        assertThat(post("verification", "{\"token\":\"%s\"}".formatted(link)).status())
                .isEqualTo(204);
        Answer again = post("verification", "{\"token\":\"%s\"}".formatted(link));
        assertThat(again.status()).isEqualTo(422);
        assertThat(read(again).at("/errors/0/field").asString()).isEqualTo("token");

        JsonNode tokens = read(token(email, PASSWORD));
        assertThat(tokens.get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("expiresIn").asInt()).isEqualTo(600);
        JsonNode me = read(me(tokens.get("accessToken").asString()));
        assertThat(me.get("email").asString()).isEqualTo(email);
        assertThat(me.get("role").asString()).isEqualTo("PATIENT");
        assertThat(me.get("patientId").asString()).isNotBlank();
        assertThat(me.has("doctorId")).isFalse();
    }

    @Test
    void aRefreshTokenUsedTwiceEndsWhatItLedTo() {
        enrol(email);
        String first = read(token(email, PASSWORD)).get("refreshToken").asString();
        Answer rotated = refresh(first);
        String second = read(rotated).get("refreshToken").asString();

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void aRevokedFamilyIsOverAndRevokingNothingIsQuiet() {
        enrol(email);
        String token = read(token(email, PASSWORD)).get("refreshToken").asString();

        assertThat(post("revocation", "{\"refreshToken\":\"%s\"}".formatted(token))
                        .status())
                .isEqualTo(204);
        assertThat(refresh(token).status()).isEqualTo(401);
        assertThat(post("revocation", "{\"refreshToken\":\"never\"}").status()).isEqualTo(204);
    }

    @Test
    void nothingTellsAKnownAddressFromAnUnknownOne() {
        enrol(email);

        Answer known = signUp(email);
        Answer unknown = signUp("new-" + email);
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(202);
        assertThat(known.text()).isEqualTo(unknown.text());

        Answer wrong = token(email, "not the right password");
        Answer nobody = token("nobody-" + email, "not the right password");
        Answer unproved = token("new-" + email, PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(withoutInstance(wrong)).isEqualTo(withoutInstance(nobody)).isEqualTo(withoutInstance(unproved));
    }

    @Test
    void blockingEndsTheTokenByTheNextRequest() {
        Account account = enrol(email);
        String token = read(token(email, PASSWORD)).get("accessToken").asString();
        assertThat(me(token).status()).isEqualTo(200);

        identity.block(admin(), account.id(), true);

        Answer refused = me(token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(read(refused).get("code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aTokenThatIsMissingBentOrOldOpensNothing() {
        enrol(email);
        String token = read(token(email, PASSWORD)).get("accessToken").asString();

        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(me(token.substring(0, token.length() - 6) + "AAAAAA").status())
                .isEqualTo(401);
        assertThat(me("nonsense").status()).isEqualTo(401);
        clock.advance(Duration.ofMinutes(10));
        assertThat(me(token).status()).isEqualTo(401);
    }

    @Test
    void whoGuessesTooOftenWaitsAndTheOwnerElsewhereDoesNot() {
        enrol(email);
        for (int i = 0; i < 10; i++) {
            assertThat(token(email, "guess number " + i).status()).isEqualTo(401);
        }

        Answer refused = token(email, PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(read(refused).get("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 30L);
        assertThat(identity.signIn(email, PASSWORD, "192.0.2.7")).isInstanceOf(Identity.SignedIn.class);

        clock.advance(Duration.ofSeconds(30));
        assertThat(token(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aSecondFactorThatNobodyHasDoesNotHold() {
        enrol(email);

        Answer withFactor =
                post("token", "{\"email\":\"%s\",\"password\":\"%s\",\"otp\":\"123456\"}".formatted(email, PASSWORD));

        assertThat(withFactor.status()).isEqualTo(401);
        assertThat(withoutInstance(withFactor)).isEqualTo(withoutInstance(token(email, "not the password at all")));
        assertThat(post("token", "{\"email\":\"%s\",\"password\":\"%s\",\"otp\":null}".formatted(email, PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOldTokenDoesNotStopWhoAsksForANewOne() {
        enrol(email);
        String refresh = read(token(email, PASSWORD)).get("refreshToken").asString();

        Answer refreshed = program.postJson(
                "/api/v1/auth/refresh",
                "{\"refreshToken\":\"%s\"}".formatted(refresh),
                "Authorization",
                "Bearer long.since.over");

        assertThat(refreshed.status()).isEqualTo(200);
    }

    @Test
    void whoHasNoZoneSeesTheClinics() {
        enrol(email);

        JsonNode me = read(me(read(token(email, PASSWORD)).get("accessToken").asString()));

        assertThat(me.get("zone").asString()).isNotBlank();
    }

    @Test
    void whatIsWrongWithABodyIsSaidByField() {
        assertThat(read(post("signup", "{}")).get("errors")).hasSize(3);
        JsonNode unknown = read(post("signup", """
                {"email":"a@b.example","password":"%s","name":"A","role":"ADMIN"}""".formatted(PASSWORD)));
        assertThat(unknown.at("/errors/0/field").asString()).isEqualTo("role");
        JsonNode weak = read(post("signup", """
                {"email":"a@b.example","password":"password12345678","name":"A"}"""));
        assertThat(weak.at("/errors/0/code").asString()).isEqualTo("COMMON");
        assertThat(post("token", "{\"email\":\"a@b.example\"}").status()).isEqualTo(422);
        assertThat(post("token", "{\"email\":7,\"password\":[]}").status()).isEqualTo(422);
        assertThat(post("token", "nonsense").status()).isEqualTo(400);
        assertThat(post("refresh", "{\"refreshToken\":\"\"}").status()).isEqualTo(401);
        assertThat(post("verification", "{\"token\":\"" + "x".repeat(500) + "\"}")
                        .status())
                .isEqualTo(422);
    }

    private Answer signUp(String address) {
        return post("signup", """
                {"email":"%s","password":"%s","name":"Robin Reed"}""".formatted(address, PASSWORD));
    }

    private Answer token(String address, String password) {
        return post("token", """
                {"email":"%s","password":"%s"}""".formatted(address, password));
    }

    private Answer refresh(String token) {
        return post("refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
    }

    private Answer post(String call, String body) {
        return program.postJson("/api/v1/auth/" + call, body);
    }

    private Answer me(String token) {
        return program.get("/api/v1/me", "Authorization", "Bearer " + token);
    }

    private JsonNode read(Answer answer) {
        return json.readTree(answer.text());
    }

    private String withoutInstance(Answer answer) {
        return answer.status() + answer.text().replaceFirst("\"instance\":\"[^\"]*\"", "");
    }

    private Account enrol(String address) {
        return identity.enrol(system(), address, "Robin Reed", Role.PATIENT, null, PASSWORD);
    }

    private Actor admin() {
        return identity.enrol(
                        system(), "a" + UUID.randomUUID() + "@clinic.example", "Ada Min", Role.ADMIN, null, PASSWORD)
                .actor(UuidCreator.getTimeOrderedEpoch());
    }

    private AccountId idOf(String address) {
        return database.accountOf(address, vault);
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
