package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.IdentityProvider.Reason;
import clinic.identity.accounts.OpenIdProvider.Ask;
import clinic.identity.accounts.OpenIdProvider.NotSaid;
import clinic.identity.accounts.OpenIdProvider.Said;
import clinic.identity.accounts.ProviderConfiguration.Settings;
import clinic.platform.CannotStart;
import clinic.testing.MadeUpProvider;
import clinic.testing.TestClock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** What a provider may say, and what is not believed. */
class OpenIdProviderTest {

    private static final String CLIENT = "clinic";
    private static final String SECRET = "a secret of thirty-two letters..";
    private static final Ask ASK = new Ask("state", "nonce", "verifier", "challenge", false);
    private static final Instant NOW = TestClock.START;

    private final MadeUpProvider made = new MadeUpProvider();
    private final TestClock clock = new TestClock();
    private final OpenIdProvider provider = new OpenIdProvider(
            new Settings(made.issuer(), CLIENT, SECRET, "House", List.of("strong")),
            () -> "https://clinic.example/sign-in/provider/answer",
            clock);

    @AfterEach
    void theProviderCloses() {
        made.close();
    }

    @Test
    void whatAProviderSaysOfSomebodyIsTheSubjectTheTimeAndHowManyFactors() throws Exception {
        made.gives(signed(claims().claim("amr", List.of("pwd", "mfa"))
                .claim("auth_time", NOW.minusSeconds(5).getEpochSecond())
                .build()));

        assertThat(provider.redeem(ASK, "the code", NOW)).isEqualTo(new Said("somebody", NOW.minusSeconds(5), true));

        assertThat(made.asked())
                .singleElement()
                .asString()
                .startsWith("Basic ")
                .contains("code=the+code", "code_verifier=verifier", "grant_type=authorization_code");
    }

    @Test
    void aSecondFactorIsOneThatTheProviderNames() throws Exception {
        assertThat(said(claims().build()).twoFactors()).isFalse();
        assertThat(said(claims().claim("amr", List.of("pwd", "otp")).build()).twoFactors())
                .isFalse();
        assertThat(said(claims().claim("acr", "weak").build()).twoFactors()).isFalse();
        assertThat(said(claims().claim("acr", "strong").build()).twoFactors()).isTrue();
        assertThat(said(claims().claim("amr", "mfa").build()).twoFactors()).isFalse();
        assertThat(said(claims().build()).signedInThere()).isNull();
    }

    @Test
    void aTokenForAnotherQuestionIsNotBelieved() throws Exception {
        isNotBelieved(signed(claims().claim("nonce", "of another question").build()));
        isNotBelieved(signed(claims().claim("nonce", null).build()));
    }

    @Test
    void aTokenOfAnotherIssuerIsNotBelieved() throws Exception {
        isNotBelieved(signed(claims().issuer("https://other.example").build()));
        isNotBelieved(signed(claims().issuer(made.issuer() + "/").build()));
        isNotBelieved(signed(claims().issuer(null).build()));
    }

    @Test
    void aTokenForAnotherClientIsNotBelieved() throws Exception {
        isNotBelieved(signed(claims().audience("another").build()));
        isNotBelieved(signed(claims().audience(List.of(CLIENT, "another")).build()));
        isNotBelieved(signed(claims().audience(List.of(CLIENT, "another"))
                .claim("azp", CLIENT)
                .build()));
        isNotBelieved(signed(claims().claim("azp", "another").build()));
        isNotBelieved(signed(claims().audience((String) null).build()));
    }

    @Test
    void aTokenThatIsOutOfDateOrFromBeforeTheQuestionIsNotBelieved() throws Exception {
        isNotBelieved(
                signed(claims().expirationTime(Date.from(NOW.minusSeconds(31))).build()));
        isNotBelieved(signed(claims().expirationTime(null).build()));
        isNotBelieved(signed(claims().issueTime(Date.from(NOW.plusSeconds(31))).build()));
        isNotBelieved(signed(claims().issueTime(Date.from(NOW.minusSeconds(31))).build()));
        isNotBelieved(signed(claims().issueTime(null).build()));
    }

    @Test
    void aTokenAboutNobodyIsNotBelieved() throws Exception {
        isNotBelieved(signed(claims().subject(null).build()));
        isNotBelieved(signed(claims().subject(" ").build()));
        isNotBelieved(signed(claims().subject("x".repeat(256)).build()));
    }

    @Test
    void aTokenWithoutASignatureOfTheProvidersKeyIsNotBelieved() throws Exception {
        isNotBelieved(new PlainJWT(claims().build()).serialize());
        isNotBelieved(signed(claims().build(), new JWSHeader(JWSAlgorithm.HS256), new MACSigner(SECRET.getBytes())));
        isNotBelieved(signed(
                claims().build(),
                new JWSHeader(JWSAlgorithm.HS256),
                new MACSigner(MadeUpProvider.KEY.toRSAPublicKey().getEncoded())));
        isNotBelieved(signed(
                claims().build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
                new RSASSASigner(MadeUpProvider.newKey())));
        isNotBelieved("not a token");
    }

    @Test
    void aKeyThatATokenBringsAlongIsNotBelieved() throws Exception {
        var own = MadeUpProvider.newKey();
        isNotBelieved(signed(
                claims().build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
                new RSASSASigner(own)));
    }

    @Test
    void aTokenThatWasChangedIsNotBelieved() throws Exception {
        String[] parts = signed(claims().build()).split("\\.");
        String[] others = signed(claims().subject("admin").build()).split("\\.");

        isNotBelieved(parts[0] + "." + others[1] + "." + parts[2]);
    }

    @Test
    void aLogoutTokenIsNoIdToken() throws Exception {
        isNotBelieved(signed(
                claims().build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("key")
                        .type(new com.nimbusds.jose.JOSEObjectType("logout+jwt"))
                        .build(),
                new RSASSASigner(MadeUpProvider.KEY)));
    }

    @Test
    void aCodeThatTheProviderRefusesOpensNothing() {
        made.refuses(400, "invalid_grant");

        assertThat(reason()).isEqualTo(Reason.NOT_BELIEVED);
    }

    @Test
    void aProviderThatCallsItselfByAnotherNameIsNotTheProvider() {
        made.published().put("issuer", "https://other.example");

        assertThatThrownBy(() -> provider.addressFor(ASK))
                .isInstanceOfSatisfying(
                        NotSaid.class, no -> assertThat(no.reason()).isEqualTo(Reason.AWAY));
    }

    @Test
    void aProviderThatLeadsOverAnUnencryptedWayIsNotFollowed() {
        for (String endpoint : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
            Object good = made.published().put(endpoint, "http://login.example/");
            assertThatThrownBy(() -> provider.addressFor(ASK)).as(endpoint).isInstanceOf(NotSaid.class);
            made.published().put(endpoint, good);
        }
        made.published().remove("jwks_uri");
        assertThatThrownBy(() -> provider.addressFor(ASK)).isInstanceOf(NotSaid.class);
    }

    @Test
    void aProviderThatIsDownIsAskedAgainNextTime() throws Exception {
        int port = Integer.parseInt(made.issuer().replaceAll(".*:", ""));
        Object good = made.published().put("issuer", "away");
        assertThatThrownBy(() -> provider.addressFor(ASK)).isInstanceOf(NotSaid.class);
        made.published().put("issuer", good);

        assertThat(provider.addressFor(ASK)).startsWith("http://127.0.0.1:" + port + "/authorize?");

        made.close();
        clock.advance(Duration.ofMinutes(59));
        assertThat(provider.addressFor(ASK)).isNotEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> provider.addressFor(ASK)).isInstanceOf(NotSaid.class);
        assertThat(reason()).isEqualTo(Reason.AWAY);
    }

    @Test
    void anAnswerSaysWhoseItIsWhereTheProviderPromisesSo() throws Exception {
        assertThat(provider.isFromIt(null)).isTrue();
        assertThat(provider.isFromIt(made.issuer())).isTrue();
        assertThat(provider.isFromIt("https://other.example")).isFalse();

        clock.advance(Duration.ofHours(2));
        made.published().put("authorization_response_iss_parameter_supported", true);

        assertThat(provider.isFromIt(null)).isFalse();
        assertThat(provider.isFromIt(made.issuer())).isTrue();
    }

    @Test
    void theSecretGoesInTheFormWhereTheProviderTakesItNoOtherWay() throws Exception {
        made.published().put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        made.gives(signed(claims().build()));

        provider.redeem(ASK, "code", NOW);

        assertThat(made.asked()).singleElement().asString().startsWith("null ").contains("client_secret=");
    }

    @Test
    void settingsThatCannotWorkKeepTheClinicFromStarting(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file\n");
        MockEnvironment good = settings("https://login.example", "clinic.oidc.client-secret-file", file.toString());
        assertThat(ProviderConfiguration.settings(good))
                .isEqualTo(new Settings("https://login.example", CLIENT, "from a file", "login.example", List.of()));

        for (String issuer : List.of("http://login.example", "login.example", "https://login.example/?a=b", "::")) {
            assertThatThrownBy(
                            () -> ProviderConfiguration.settings(settings(issuer, "clinic.oidc.client-secret", "word")))
                    .as(issuer)
                    .isInstanceOf(CannotStart.class);
        }
        assertThatThrownBy(() -> ProviderConfiguration.settings(settings("https://login.example", "clinic.name", "A")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("clinic.oidc.client-secret");
        assertThatThrownBy(() -> ProviderConfiguration.settings(
                        settings("https://login.example", "clinic.oidc.client-secret-file", folder + "/none")))
                .isInstanceOf(CannotStart.class);
    }

    private static MockEnvironment settings(String issuer, String more, String value) {
        return new MockEnvironment()
                .withProperty("clinic.oidc.issuer", issuer)
                .withProperty("clinic.oidc.client-id", CLIENT)
                .withProperty(more, value);
    }

    private Said said(JWTClaimsSet claims) throws Exception {
        made.gives(signed(claims));
        return provider.redeem(ASK, "code", NOW);
    }

    private void isNotBelieved(String token) {
        made.gives(token);
        assertThat(reason()).as(token).isEqualTo(Reason.NOT_BELIEVED);
    }

    private Reason reason() {
        try {
            provider.redeem(ASK, "code", NOW);
        } catch (NotSaid no) {
            return no.reason();
        }
        throw new AssertionError("It was believed");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(made.issuer())
                .subject("somebody")
                .audience(CLIENT)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("nonce", ASK.nonce());
    }

    private static String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
                new RSASSASigner(MadeUpProvider.KEY));
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
