package clinic.vault;

import clinic.platform.Sql;
import clinic.platform.Transactions;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys in their table, each wrapped. */
@Component
class StoredVault implements Vault {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Keyring keyring;

    StoredVault(Transactions transactions, JdbcClient jdbc, Clock clock, Keyring keyring) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.keyring = keyring;
    }

    @Override
    public byte[] seal(UUID owner, Place place, String text) {
        return key(owner).seal(place, text);
    }

    @Override
    public String open(UUID owner, Place place, byte[] sealed) {
        acting();
        return found(owner).orElseThrow(() -> notToBeHad(owner)).open(place, sealed);
    }

    @Override
    public PersonalKey key(UUID owner) {
        acting();
        return found(owner).orElseGet(() -> make(owner));
    }

    private PersonalKey make(UUID owner) {
        byte[] key = newKey();
        byte[] wrapped = keyring.wrap(owner, key);
        int made = jdbc.sql("""
                        insert into data_key (owner_id, wrapped, wrapped_by, made_at) values (:owner, :wrapped, :by, :now)
                        on conflict (owner_id) do nothing
                        """)
                .param("owner", owner)
                .param("wrapped", wrapped)
                .param("by", Integer.toUnsignedLong(Keyring.wrappedBy(wrapped)))
                .param("now", Sql.at(clock.instant()))
                .update();
        return made == 1 ? PersonalKey.of(key) : found(owner).orElseThrow(() -> notToBeHad(owner));
    }

    static byte[] newKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    private Optional<PersonalKey> found(UUID owner) {
        return jdbc.sql("select " + KEY + " from data_key k where k.owner_id = :owner")
                .param("owner", owner)
                .query((row, n) -> key(row))
                .optional();
    }

    @Override
    public Keys keys(Collection<UUID> owners) {
        acting();
        Map<UUID, PersonalKey> found = new HashMap<>();
        if (!owners.isEmpty()) {
            jdbc.sql("select " + KEY + " from data_key k where k.owner_id = any(:owners)")
                    .param("owners", Sql.ids(owners))
                    .query(row -> {
                        found.put(Sql.id(row, "key_owner"), key(row));
                    });
        }
        return owner -> Optional.ofNullable(found.get(owner)).orElseThrow(() -> notToBeHad(owner));
    }

    @Override
    public PersonalKey key(ResultSet row) throws SQLException {
        UUID owner = Sql.idOrNull(row, "key_owner");
        if (owner == null) {
            throw new IllegalStateException("A row whose owner's key is not to be had");
        }
        byte[] wrapped = row.getBytes("key_wrapped");
        return wrapped == null ? PersonalKey.destroyed() : keyring.key(owner, wrapped);
    }

    @Override
    public byte[] blindIndex(String domain, String value) {
        return keyring.blindIndex(domain, value);
    }

    @Override
    public void makeFound(
            String domain,
            UUID record,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birth) {
        makeNotFound(domain, record);
        jdbc.sql("""
                        insert into search_token (domain, token, owner_id)
                        select :domain, token, :record from unnest(cast(:tokens as bytea[])) token
                        """)
                .param("domain", domain)
                .param("record", record)
                .param("tokens", array(keyring.tokens(domain, SearchWords.of(name, email, phone, birth))))
                .update();
    }

    @Override
    public void makeNotFound(String domain, UUID record) {
        jdbc.sql("delete from search_token where domain = :domain and owner_id = :record")
                .param("domain", domain)
                .param("record", record)
                .update();
    }

    @Override
    public Sought sought(String domain, String query) {
        List<Set<String>> terms = SearchWords.sought(query);
        List<String> numbers = new ArrayList<>();
        List<byte[]> tokens = new ArrayList<>();
        List<Set<String>> longer = terms.stream()
                .filter(term -> term.stream().anyMatch(SearchWords::isLong))
                .toList();
        for (int term = 0; term < terms.size(); term++) {
            for (String word : terms.get(term)) {
                numbers.add(Integer.toString(term));
                tokens.add(keyring.blindIndex(domain, SearchWords.isLong(word) ? SearchWords.shortened(word) : word));
            }
        }
        return new Sought(terms.size(), "{" + String.join(",", numbers) + "}", array(tokens), longer);
    }

    private static String array(Collection<byte[]> tokens) {
        return tokens.stream()
                .map(token -> "\"\\\\x" + HexFormat.of().formatHex(token) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void destroy(UUID owner) {
        acting();
        jdbc.sql("""
                        update data_key set wrapped = null, wrapped_by = null, destroyed_at = :now
                        where owner_id = :owner and destroyed_at is null
                        """)
                .param("owner", owner)
                .param("now", Sql.at(clock.instant()))
                .update();
    }

    private void acting() {
        if (!transactions.isActing()) {
            throw new IllegalStateException("Keys are had inside an act of somebody");
        }
    }

    private static IllegalStateException notToBeHad(UUID owner) {
        return new IllegalStateException("The data key of " + owner + " is not to be had");
    }
}
