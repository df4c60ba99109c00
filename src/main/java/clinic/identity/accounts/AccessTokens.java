package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.SignIn;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs signed with ES256 that say which account of which generation may act for ten minutes, by which
 * sign-in and when its owner showed who he is, and nothing personal. What the account may do is not in them; it is looked up at every use. Reading one belongs inside an act of the
 * system.
 */
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String ISSUER = "clinic";
    private static final String AUDIENCE = "clinic-api";
    private static final String GENERATION = "gen";
    private static final String SIGN_IN = "sid";
    private static final String PROVED = "auth_time";

    /** What a token that holds says. */
    record Said(AccountId account, int generation, SignIn signIn) {}

    private final ECKey key;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Instant announcedUntil = Instant.MIN;

    AccessTokens(SigningKey key, Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.key = key.key();
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Tells the other servers of this clinic the public half of the key, when that is due. Belongs before issuing, in no
     * act of anybody: what is remembered here must be committed.
     */
    void announce(Actor system) {
        Instant now = clock.instant();
        if (!now.plus(LIFETIME).isAfter(announcedUntil)) {
            return;
        }
        Instant until = now.plus(LIFETIME.multipliedBy(2));
        transactions.as(
                system,
                () -> jdbc.sql("""
                        insert into token_key (id, public_key, good_until) values (:id, :key, :until)
                        on conflict (id) do update set good_until = greatest(token_key.good_until, excluded.good_until)
                        """)
                        .param("id", key.getKeyID())
                        .param("key", key.toPublicJWK().toJSONString())
                        .param("until", Sql.at(until))
                        .update());
        announcedUntil = until;
    }

    String issue(Account account, SignIn signIn) {
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(account.id().value().toString())
                        .claim(GENERATION, account.generation())
                        .claim(SIGN_IN, signIn.id().toString())
                        .claim(PROVED, signIn.proved().getEpochSecond())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Empty for anything but an access token of this clinic that is in time. */
    Optional<Said> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    || !TYPE.equals(jwt.getHeader().getType())
                    || !isSignedByUs(jwt)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!ISSUER.equals(claims.getIssuer())
                    || !List.of(AUDIENCE).equals(claims.getAudience())
                    || claims.getExpirationTime() == null
                    || !claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
                return Optional.empty();
            }
            Integer generation = claims.getIntegerClaim(GENERATION);
            String signIn = claims.getStringClaim(SIGN_IN);
            Long proved = claims.getLongClaim(PROVED);
            if (claims.getSubject() == null || generation == null || signIn == null || proved == null) {
                return Optional.empty();
            }
            Instant at = Instant.ofEpochSecond(proved);
            return Optional.of(new Said(
                    new AccountId(UUID.fromString(claims.getSubject())),
                    generation,
                    new SignIn(UUID.fromString(signIn), at, at)));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isSignedByUs(SignedJWT jwt) throws ParseException, JOSEException {
        String id = jwt.getHeader().getKeyID();
        if (id == null) {
            return false;
        }
        Optional<ECKey> signer = id.equals(key.getKeyID()) ? Optional.of(key) : announced(id);
        return signer.isPresent() && jwt.verify(new ECDSAVerifier(signer.get()));
    }

    private Optional<ECKey> announced(String id) throws ParseException {
        Optional<String> known = jdbc.sql("select public_key from token_key where id = :id and good_until > :now")
                .param("id", id)
                .param("now", Sql.at(clock.instant()))
                .query(String.class)
                .optional();
        return known.isPresent() ? Optional.of(ECKey.parse(known.get())) : Optional.empty();
    }
}
