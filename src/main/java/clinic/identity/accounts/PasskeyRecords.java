package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.Passkeys.Passkey;
import clinic.platform.Secret;
import clinic.platform.Sql;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.stereotype.Component;

/** Passkeys as they are stored. Every call belongs inside an act. */
@Component
class PasskeyRecords {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final FactorSecrets secrets;
    private final Clock clock;

    PasskeyRecords(JdbcClient jdbc, FactorSecrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The account's number for passkeys, made when there is none. */
    Bytes handleOf(UUID account) {
        byte[] made = new byte[32];
        RANDOM.nextBytes(made);
        jdbc.sql("insert into passkey_owner (account_id, handle) values (:account, :handle) on conflict do nothing")
                .param("account", account)
                .param("handle", made)
                .update();
        return new Bytes(jdbc.sql("select handle from passkey_owner where account_id = :account")
                .param("account", account)
                .query(byte[].class)
                .single());
    }

    Optional<UUID> accountOf(Bytes handle) {
        return jdbc.sql("select account_id from passkey_owner where handle = :handle")
                .param("handle", handle.getBytes())
                .query(UUID.class)
                .optional();
    }

    List<CredentialRecord> of(UUID account) {
        return jdbc.sql(COLUMNS + " where p.account_id = :account order by p.id")
                .param("account", account)
                .query(PasskeyRecords::credential)
                .list();
    }

    Optional<CredentialRecord> byCredential(Bytes credential) {
        return jdbc.sql(COLUMNS + " where p.credential_id = :credential")
                .param("credential", credential.getBytes())
                .query(PasskeyRecords::credential)
                .optional();
    }

    private static final String COLUMNS = """
            select p.credential_id, p.public_key, p.attestation, p.transports, p.backup_eligible, p.made_at,
                   u.signature_count, u.backed_up, u.used_at, o.handle
              from passkey p join passkey_use u on u.passkey_id = p.id join passkey_owner o on o.account_id = p.account_id
            """;

    private static CredentialRecord credential(ResultSet row, int n) throws SQLException {
        String[] transports = (String[]) row.getArray("transports").getArray();
        return ImmutableCredentialRecord.builder()
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(new Bytes(row.getBytes("handle")))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(true)
                .transports(Arrays.stream(transports)
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .created(Sql.instant(row, "made_at"))
                .lastUsed(Sql.instant(row, "used_at"))
                .label("")
                .build();
    }

    /** As the owner. */
    void add(Account owner, UUID id, String name, CredentialRecord made) {
        Instant now = clock.instant();
        List<String> transports = made.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .toList();
        jdbc.sql("""
                        insert into passkey (id, account_id, credential_id, public_key, attestation, transports,
                                             backup_eligible, name, made_at)
                        values (:id, :account, :credential, :key, :attestation, :transports, :eligible,
                                :name, :now)
                        """)
                .param("id", id)
                .param("account", owner.id().value())
                .param("credential", made.getCredentialId().getBytes())
                .param("key", made.getPublicKey().getBytes())
                .param(
                        "attestation",
                        Objects.requireNonNull(made.getAttestationObject()).getBytes())
                .param("transports", Sql.texts(transports))
                .param("eligible", made.isBackupEligible())
                .param("name", secrets.sealName(owner, id, name))
                .param("now", Sql.at(now))
                .update();
        jdbc.sql("""
                        insert into passkey_use (passkey_id, signature_count, backed_up, used_at)
                        values (:id, :count, :backedUp, :now)
                        """)
                .param("id", id)
                .param("count", made.getSignatureCount())
                .param("backedUp", made.isBackupState())
                .param("now", Sql.at(now))
                .update();
    }

    /** As the system. */
    void used(CredentialRecord record) {
        jdbc.sql("""
                        update passkey_use set signature_count = :count, backed_up = :backedUp, used_at = :now
                         where passkey_id = (select id from passkey where credential_id = :credential)
                        """)
                .param("count", record.getSignatureCount())
                .param("backedUp", record.isBackupState())
                .param("now", Sql.at(clock.instant()))
                .param("credential", record.getCredentialId().getBytes())
                .update();
    }

    List<Passkey> listOf(Account owner) {
        return jdbc.sql("""
                        select p.id, p.name, p.made_at, u.used_at from passkey p join passkey_use u on u.passkey_id = p.id
                         where p.account_id = :account order by p.id
                        """)
                .param("account", owner.id().value())
                .query((row, n) -> {
                    Instant made = Sql.instant(row, "made_at");
                    Instant used = Sql.instant(row, "used_at");
                    UUID id = Sql.id(row, "id");
                    return new Passkey(
                            id,
                            secrets.openName(owner, id, row.getBytes("name")),
                            made,
                            used.equals(made) ? null : used);
                })
                .list();
    }

    boolean rename(Account owner, UUID id, String name) {
        return jdbc.sql("update passkey set name = :name where id = :id")
                        .param("name", secrets.sealName(owner, id, name))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean remove(UUID id) {
        return jdbc.sql("delete from passkey where id = :id").param("id", id).update() == 1;
    }

    /** As the system. */
    void ask(Bytes challenge, Instant until) {
        jdbc.sql("insert into passkey_challenge (hash, expires_at) values (:hash, :until)")
                .param("hash", hash(challenge))
                .param("until", Sql.at(until))
                .update();
    }

    /** As the system. Of two answers to one question one is looked at. */
    boolean isAnswered(Bytes challenge) {
        return jdbc.sql("delete from passkey_challenge where hash = :hash and expires_at > :now")
                        .param("hash", hash(challenge))
                        .param("now", Sql.at(clock.instant()))
                        .update()
                == 1;
    }

    private static byte[] hash(Bytes challenge) {
        return Secret.hashOf(challenge.toBase64UrlString());
    }
}
