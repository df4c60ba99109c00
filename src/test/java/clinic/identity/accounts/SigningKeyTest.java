package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.SignIn;
import clinic.platform.DataFolder;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ClinicTest
class SigningKeyTest {

    @Autowired
    Identity identity;

    @Autowired
    DataFolder data;

    @Autowired
    SigningKey key;

    @Autowired
    Transactions transactions;

    @Autowired
    RefreshTokens refreshTokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Test
    void theKeyIsAFileOfItsOwnersOnlyAndOutlivesARestart() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secretFile("token-key.jwk"))))
                .isEqualTo("rw-------");
        assertThat(new SigningKey("", data).key()).isEqualTo(key.key());
    }

    @Test
    void aKeyCanBeGivenInstead() throws Exception {
        String given = new ECKeyGenerator(Curve.P_256).generate().toJSONString();

        assertThat(new SigningKey(given, data).key().toECPublicKey())
                .isEqualTo(com.nimbusds.jose.jwk.ECKey.parse(given).toECPublicKey());
        assertThatThrownBy(() -> new SigningKey("{\"kty\":\"oct\"}", data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void aServerBelievesTheTokensOfAnotherOneUntilTheyEnd() throws Exception {
        Account account = enrol();
        AccessTokens another = new AccessTokens(
                new SigningKey(new ECKeyGenerator(Curve.P_256).generate().toJSONString(), data),
                transactions,
                jdbc,
                clock);
        assertThat(identity.bearer(another.issue(account, signIn(account))))
                .as("before its key is announced")
                .isEmpty();

        Actor system = SystemAct.actor();
        another.announce(system);
        String token = another.issue(account, signIn(account));

        assertThat(identity.bearer(token))
                .hasValueSatisfying(bearer -> assertThat(bearer.account()).isEqualTo(account));
        clock.advance(Duration.ofMinutes(10));
        assertThat(identity.bearer(token)).isEmpty();
    }

    @Test
    void aTokenForAnotherPurposeIsNoAccessToken() throws Exception {
        Account account = enrol();
        assertThat(identity.bearer(signed("at+jwt", "clinic", "clinic-api", account)))
                .hasValueSatisfying(bearer -> assertThat(bearer.account()).isEqualTo(account));

        assertThat(identity.bearer(signed("JWT", "clinic", "clinic-api", account)))
                .isEmpty();
        assertThat(identity.bearer(signed("at+jwt", "another", "clinic-api", account)))
                .isEmpty();
        assertThat(identity.bearer(signed("at+jwt", "clinic", "another", account)))
                .isEmpty();
    }

    private String signed(String type, String issuer, String audience, Account account) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.key().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .subject(account.id().value().toString())
                        .claim("gen", account.generation())
                        .claim("sid", signIn(account).id().toString())
                        .claim("auth_time", clock.instant().getEpochSecond())
                        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        token.sign(new ECDSASigner(key.key()));
        return token.serialize();
    }

    private SignIn signIn(Account account) {
        return transactions.as(
                SystemAct.actor(), () -> refreshTokens.start(account, null).signIn());
    }

    private Account enrol() {
        return identity.enrol(
                SystemAct.actor(),
                UUID.randomUUID() + "@mail.example",
                "Robin Reed",
                Role.PATIENT,
                null,
                "seven small brown otters");
    }
}
