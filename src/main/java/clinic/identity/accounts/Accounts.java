package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.platform.Sql;
import clinic.shared.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts as they are stored. Every call belongs inside an act; what an actor may see and change, the database knows. */
@Component
class Accounts {

    private static final String COLUMNS =
            "id, email, name, role, person_id, verified_at, blocked_at, generation, locale, zone, created_at";

    /** An account with what only the system reads. */
    record Credentials(Account account, @Nullable String passwordHash) {}

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> byId(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from account where id = :id")
                .param("id", id)
                .query(Accounts::account)
                .optional();
    }

    Optional<Credentials> byEmail(String emailKey) {
        return jdbc.sql("select password_hash, " + COLUMNS + " from account where email_key = :key")
                .param("key", emailKey)
                .query(Accounts::credentials)
                .optional();
    }

    /** As {@link #byId}, and nobody else changes the account before this act is over. */
    Optional<Credentials> locked(UUID id) {
        return jdbc.sql("select password_hash, " + COLUMNS + " from account where id = :id for no key update")
                .param("id", id)
                .query(Accounts::credentials)
                .optional();
    }

    List<Account> search(@Nullable String query, Actor.@Nullable Role role, int limit, @Nullable AccountId after) {
        return jdbc.sql("select " + COLUMNS + """
                         from account
                        where (cast(:word as text) is null or strpos(search, :word) > 0)
                          and (cast(:role as text) is null or role = :role)
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc
                        limit :limit
                        """)
                .param("word", query == null || query.isBlank() ? null : " " + EmailAddress.key(query))
                .param("role", role == null ? null : role.name())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query(Accounts::account)
                .list();
    }

    /** @return false when the address already has an account; nothing is written then */
    boolean insert(Account account, EmailAddress email, @Nullable String passwordHash) {
        return jdbc.sql("""
                        insert into account (id, email, email_key, name, search, role, person_id, password_hash,
                                             verified_at, locale, zone, created_at)
                        values (:id, :email, :key, :name, :search, :role, :person, :hash, :verified, :locale, :zone, :now)
                        on conflict (email_key) do nothing
                        """)
                        .param("id", account.id().value())
                        .param("email", email.shown())
                        .param("key", email.key())
                        .param("name", account.name())
                        .param("search", searchable(account.name(), email.key()))
                        .param("role", account.role().name())
                        .param("person", account.person())
                        .param("hash", passwordHash)
                        .param("verified", account.verified() ? Sql.at(account.createdAt()) : null)
                        .param("locale", account.locale())
                        .param("zone", account.zone())
                        .param("now", Sql.at(account.createdAt()))
                        .update()
                == 1;
    }

    /** As an admin, who may not name a password: the account has none until its owner follows a link. */
    boolean insertWithoutPassword(Account account, EmailAddress email) {
        return jdbc.sql("""
                        insert into account (id, email, email_key, name, search, role, person_id, locale, created_at)
                        values (:id, :email, :key, :name, :search, :role, :person, :locale, :now)
                        on conflict (email_key) do nothing
                        """)
                        .param("id", account.id().value())
                        .param("email", email.shown())
                        .param("key", email.key())
                        .param("name", account.name())
                        .param("search", searchable(account.name(), email.key()))
                        .param("role", account.role().name())
                        .param("person", account.person())
                        .param("locale", account.locale())
                        .param("now", Sql.at(account.createdAt()))
                        .update()
                == 1;
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

    void rename(UUID id, String name, String emailKey) {
        jdbc.sql("update account set name = :name, search = :search where id = :id")
                .param("id", id)
                .param("name", name)
                .param("search", searchable(name, emailKey))
                .update();
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

    void unblock(UUID id) {
        jdbc.sql("update account set blocked_at = null where id = :id and blocked_at is not null")
                .param("id", id)
                .update();
    }

    boolean anAdminCanSignIn() {
        return jdbc.sql("""
                        select exists (select from account
                                        where role = 'ADMIN' and blocked_at is null and verified_at is not null
                                          and password_hash is not null)
                        """).query(Boolean.class).single();
    }

    private static String searchable(String name, String emailKey) {
        return " " + name.toLowerCase(Locale.ROOT) + " " + emailKey;
    }

    private static Credentials credentials(ResultSet row, int n) throws SQLException {
        return new Credentials(account(row, n), row.getString("password_hash"));
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                new AccountId(Sql.id(row, "id")),
                row.getString("email"),
                row.getString("name"),
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
