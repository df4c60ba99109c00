package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.platform.Sql;
import clinic.shared.Actor;
import clinic.vault.PersonalKey;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts as they are stored. Every call belongs inside an act; what an actor may see and change, the database knows. */
@Component
class Accounts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FOUND_AS = "ACCOUNT";
    private static final String SELECT = """
            select %s a.id, a.email, a.name, a.role, a.person_id, a.verified_at, a.blocked_at, a.generation, a.locale, a.zone,
                   a.created_at, %s
            from account a
              left join data_key k on k.owner_id = case when a.role = 'PATIENT' then a.person_id else a.id end
            """;
    private static final String ACCOUNT = SELECT.formatted("", Vault.KEY);
    private static final String CREDENTIALS = SELECT.formatted("a.password_hash,", Vault.KEY);

    /** An account with what only the system reads. */
    record Credentials(Account account, @Nullable String passwordHash) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    Accounts(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Account> byId(UUID id) {
        return jdbc.sql(ACCOUNT + "where a.id = :id")
                .param("id", id)
                .query(this::account)
                .optional();
    }

    Optional<Credentials> byEmail(String emailKey) {
        return jdbc.sql(CREDENTIALS + "where a.email_key = :key")
                .param("key", token(emailKey))
                .query(this::credentials)
                .optional();
    }

    /** As {@link #byId}, and nobody else changes the account before this act is over. */
    Optional<Credentials> locked(UUID id) {
        return jdbc.sql(CREDENTIALS + "where a.id = :id for no key update of a")
                .param("id", id)
                .query(this::credentials)
                .optional();
    }

    List<Account> search(@Nullable String query, Actor.@Nullable Role role, int limit, @Nullable AccountId after) {
        Vault.Sought sought = vault.sought(FOUND_AS, query == null ? "" : query);
        return sought.page(
                after,
                limit,
                (last, wanted) -> page(sought, role, wanted, last),
                Account::id,
                account -> sought.fits(account.name(), account.email(), null));
    }

    private List<Account> page(Vault.Sought sought, Actor.@Nullable Role role, int limit, @Nullable AccountId after) {
        return jdbc.sql("""
                        %s
                        where a.closed_at is null and (cast(:role as text) is null or a.role = :role)
                          and (cast(:after as uuid) is null or a.id < :after) %s
                        order by a.id desc
                        limit :limit
                        """.formatted(ACCOUNT, sought.isBlank() ? "" : "and a.id in (" + Vault.FOUND + ")"))
                .param("domain", FOUND_AS)
                .param("wanted", sought.wanted())
                .param("terms", sought.terms())
                .param("tokens", sought.tokens())
                .param("role", role == null ? null : role.name())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query(this::account)
                .list();
    }

    /** @return false when the address already has an account; nothing is written then */
    boolean insert(Account account, EmailAddress email, @Nullable String passwordHash) {
        return insert(
                account,
                email,
                jdbc.sql("""
                        insert into account (id, email, email_key, name, role, person_id, password_hash,
                                             verified_at, locale, zone, created_at)
                        values (:id, :email, :key, :name, :role, :person, :hash, :verified, :locale, :zone, :now)
                        on conflict (email_key) do nothing
                        """)
                        .param("hash", passwordHash)
                        .param("verified", account.verified() ? Sql.at(account.createdAt()) : null)
                        .param("zone", account.zone()));
    }

    /** As an admin, who may not name a password: the account has none until its owner follows a link. */
    boolean insertWithoutPassword(Account account, EmailAddress email) {
        return insert(account, email, jdbc.sql("""
                        insert into account (id, email, email_key, name, role, person_id, locale, created_at)
                        values (:id, :email, :key, :name, :role, :person, :locale, :now)
                        on conflict (email_key) do nothing
                        """));
    }

    private boolean insert(Account account, EmailAddress email, JdbcClient.StatementSpec statement) {
        byte[] token = token(email.key());
        // Asked first, so that no key is made for nobody.
        if (jdbc.sql("select exists (select from account where email_key = :key)")
                .param("key", token)
                .query(Boolean.class)
                .single()) {
            return false;
        }
        UUID id = account.id().value();
        PersonalKey key = vault.key(account.keyOwner());
        boolean added = statement
                        .param("id", id)
                        .param("email", key.seal(place(id, "email"), email.shown()))
                        .param("key", token)
                        .param("name", key.seal(place(id, "name"), account.name()))
                        .param("role", account.role().name())
                        .param("person", account.person())
                        .param("locale", account.locale())
                        .param("now", Sql.at(account.createdAt()))
                        .update()
                == 1;
        if (added) {
            vault.makeFound(FOUND_AS, id, account.name(), email.shown(), null, null);
        }
        return added;
    }

    void verified(UUID id, Instant now) {
        jdbc.sql("update account set verified_at = coalesce(verified_at, :now) where id = :id")
                .param("id", id)
                .param("now", Sql.at(now))
                .update();
    }

    /** A new password ends every session and token, and following a link for one proves the address. */
    void newPassword(UUID id, String hash, Instant now) {
        jdbc.sql("""
                        update account
                           set password_hash = :hash, verified_at = coalesce(verified_at, :now),
                               generation = generation + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("now", Sql.at(now))
                .update();
    }

    void withoutPassword(UUID id) {
        jdbc.sql("update account set password_hash = null, generation = generation + 1 where id = :id")
                .param("id", id)
                .update();
    }

    void rename(Account account, String name) {
        if (name.equals(account.name())) {
            return;
        }
        UUID id = account.id().value();
        jdbc.sql("update account set name = :name where id = :id")
                .param("id", id)
                .param("name", vault.seal(account.keyOwner(), place(id, "name"), name))
                .update();
        vault.makeFound(FOUND_AS, id, name, account.email(), null, null);
    }

    void changeLocale(UUID id, String locale) {
        jdbc.sql("update account set locale = :locale where id = :id")
                .param("id", id)
                .param("locale", locale)
                .update();
    }

    /** A new role ends every session and token. Says whether it was a doctor's until now. */
    boolean makeAdmin(UUID id) {
        return jdbc.sql("""
                        update account set role = 'ADMIN', person_id = null, generation = generation + 1
                         where id = :id and role = 'DOCTOR'
                        """).param("id", id).update() == 1;
    }

    /** Locks all admins there are, so that of two who block each other the second sees what the first did. */
    boolean anotherAdminKeepsOrder(UUID id) {
        jdbc.sql("select id from account where role = 'ADMIN' order by id for no key update")
                .query((row, n) -> Sql.id(row, "id"))
                .list();
        return jdbc.sql("""
                        select exists (select from account
                                        where role = 'ADMIN' and blocked_at is null and verified_at is not null
                                          and id <> :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    void block(UUID id, Instant now) {
        jdbc.sql("""
                        update account set blocked_at = :now, generation = generation + 1
                         where id = :id and blocked_at is null
                        """).param("id", id).param("now", Sql.at(now)).update();
    }

    void endAll(UUID id) {
        jdbc.sql("update account set generation = generation + 1 where id = :id")
                .param("id", id)
                .update();
    }

    void unblock(UUID id) {
        jdbc.sql("update account set blocked_at = null where id = :id and blocked_at is not null")
                .param("id", id)
                .update();
    }

    /** @return false when it was closed before */
    boolean close(Account account, Instant now) {
        UUID id = account.id().value();
        byte[] nobody = new byte[16];
        RANDOM.nextBytes(nobody);
        PersonalKey key = vault.key(account.keyOwner());
        boolean closed = !key.isDestroyed()
                && jdbc.sql("select close_account(:id, :email, :name, :nobody, :now)")
                        .param("id", id)
                        .param("email", key.seal(place(id, "email"), Vault.ERASED))
                        .param("name", key.seal(place(id, "name"), Vault.ERASED))
                        .param("nobody", nobody)
                        .param("now", Sql.at(now))
                        .query(Boolean.class)
                        .single();
        if (closed) {
            vault.makeNotFound(FOUND_AS, id);
        }
        return closed;
    }

    /** Waits for whoever is closing it, who in turn waits for the end of this act. */
    Optional<Boolean> isClosedOnceLocked(UUID id) {
        return jdbc.sql("select closed_at is not null from account where id = :id for no key update")
                .param("id", id)
                .query(Boolean.class)
                .optional();
    }

    boolean anAdminCanSignIn() {
        return jdbc.sql("""
                        select exists (select from account
                                        where role = 'ADMIN' and blocked_at is null and verified_at is not null
                                          and password_hash is not null)
                        """).query(Boolean.class).single();
    }

    private byte[] token(String emailKey) {
        return vault.blindIndex("account.email", emailKey);
    }

    private static Place place(UUID id, String column) {
        return Place.of("account", column, id);
    }

    private Credentials credentials(ResultSet row, int n) throws SQLException {
        return new Credentials(account(row, n), row.getString("password_hash"));
    }

    private Account account(ResultSet row, int n) throws SQLException {
        UUID id = Sql.id(row, "id");
        PersonalKey key = vault.key(row);
        return new Account(
                new AccountId(id),
                key.open(place(id, "email"), row.getBytes("email")),
                key.open(place(id, "name"), row.getBytes("name")),
                Actor.Role.valueOf(row.getString("role")),
                Sql.idOrNull(row, "person_id"),
                row.getObject("verified_at") != null,
                row.getObject("blocked_at") != null,
                row.getInt("generation"),
                row.getString("locale"),
                row.getString("zone"),
                Sql.instant(row, "created_at"));
    }
}
