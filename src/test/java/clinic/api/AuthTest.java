package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.github.f4b6a3.uuid.UuidCreator;
import java.net.http.HttpResponse;
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
        assertThat(signUp(email).statusCode()).isEqualTo(202);
        assertThat(token(email, PASSWORD).statusCode()).isEqualTo(401);

        String link =
                identity.issueLink(system(), idOf(email), LinkPurpose.VERIFY).orElseThrow();
        assertThat(post("verification", "{\"token\":\"%s\"}".formatted(link)).statusCode())
                .isEqualTo(204);
        HttpResponse<String> again = post("verification", "{\"token\":\"%s\"}".formatted(link));
        assertThat(again.statusCode()).isEqualTo(422);
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
        HttpResponse<String> rotated = refresh(first);
        String second = read(rotated).get("refreshToken").asString();

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(refresh(first).statusCode()).isEqualTo(401);
        assertThat(refresh(second).statusCode()).isEqualTo(401);
    }

    @Test
    void aRevokedFamilyIsOverAndRevokingNothingIsQuiet() {
        enrol(email);
        String token = read(token(email, PASSWORD)).get("refreshToken").asString();

        assertThat(post("revocation", "{\"refreshToken\":\"%s\"}".formatted(token))
                        .statusCode())
                .isEqualTo(204);
        assertThat(refresh(token).statusCode()).isEqualTo(401);
        assertThat(post("revocation", "{\"refreshToken\":\"never\"}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void nothingTellsAKnownAddressFromAnUnknownOne() {
        enrol(email);

        HttpResponse<String> known = signUp(email);
        HttpResponse<String> unknown = signUp("new-" + email);
        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
        assertThat(known.body()).isEqualTo(unknown.body());

        HttpResponse<String> wrong = token(email, "not the right password");
        HttpResponse<String> nobody = token("nobody-" + email, "not the right password");
        HttpResponse<String> unproved = token("new-" + email, PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(withoutInstance(wrong)).isEqualTo(withoutInstance(nobody)).isEqualTo(withoutInstance(unproved));
    }

    @Test
    void blockingEndsTheTokenByTheNextRequest() {
        Account account = enrol(email);
        String token = read(token(email, PASSWORD)).get("accessToken").asString();
        assertThat(me(token).statusCode()).isEqualTo(200);

        identity.block(admin(), account.id(), true);

        HttpResponse<String> refused = me(token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(read(refused).get("code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aTokenThatIsMissingBentOrOldOpensNothing() {
        enrol(email);
        String token = read(token(email, PASSWORD)).get("accessToken").asString();

        assertThat(program.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(me(token.substring(0, token.length() - 6) + "AAAAAA").statusCode())
                .isEqualTo(401);
        assertThat(me("nonsense").statusCode()).isEqualTo(401);
        clock.advance(Duration.ofMinutes(10));
        assertThat(me(token).statusCode()).isEqualTo(401);
    }

    @Test
    void whoGuessesTooOftenWaitsAndTheOwnerElsewhereDoesNot() {
        enrol(email);
        for (int i = 0; i < 10; i++) {
            assertThat(token(email, "guess number " + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = token(email, PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(read(refused).get("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 30L);
        assertThat(identity.signIn(email, PASSWORD, "192.0.2.7")).isInstanceOf(Identity.SignedIn.class);

        clock.advance(Duration.ofSeconds(30));
        assertThat(token(email, PASSWORD).statusCode()).isEqualTo(200);
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
        assertThat(post("token", "{\"email\":\"a@b.example\"}").statusCode()).isEqualTo(422);
        assertThat(post("token", "{\"email\":7,\"password\":[]}").statusCode()).isEqualTo(422);
        assertThat(post("token", "nonsense").statusCode()).isEqualTo(400);
        assertThat(post("refresh", "{\"refreshToken\":\"\"}").statusCode()).isEqualTo(401);
        assertThat(post("verification", "{\"token\":\"" + "x".repeat(500) + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> signUp(String address) {
        return post("signup", """
                {"email":"%s","password":"%s","name":"Robin Reed"}""".formatted(address, PASSWORD));
    }

    private HttpResponse<String> token(String address, String password) {
        return post("token", """
                {"email":"%s","password":"%s"}""".formatted(address, password));
    }

    private HttpResponse<String> refresh(String token) {
        return post("refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
    }

    private HttpResponse<String> post(String call, String body) {
        return program.postJson("/api/v1/auth/" + call, body);
    }

    private HttpResponse<String> me(String token) {
        return program.get("/api/v1/me", "Authorization", "Bearer " + token);
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private String withoutInstance(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceFirst("\"instance\":\"[^\"]*\"", "");
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
        return new AccountId(database.behindTheWalls()
                .sql("select id from account where email = :email")
                .param("email", address)
                .query(UUID.class)
                .single());
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
