package clinic.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts what a clinic held before it encrypted anything: all of it or, when it is cut short, nothing. Written by nobody
 * who acts, so without audit entries.
 */
final class SealPersonalData implements JavaMigration {

    private static final Logger log = LoggerFactory.getLogger(SealPersonalData.class);
    private static final int BATCH = 1000;

    /** The owner of what is an account's. */
    private static final String OF_ACCOUNT = "case when t.role = 'PATIENT' then t.person_id else t.id end";

    private static final String OF_VISIT = "(select a.patient_id from appointment a where a.id = t.appointment_id)";

    /** @param row what names a row in its place, as {@link Place} has it */
    private record Table(String name, String row, String owner, List<String> columns) {}

    private static final List<Table> TABLES = List.of(
            new Table("patient", "t.id", "t.id", List.of("name", "email", "phone", "birth_date")),
            new Table("account", "t.id", OF_ACCOUNT, List.of("email", "name")),
            new Table(
                    "transition",
                    "t.appointment_id || '/' || t.number",
                    OF_VISIT,
                    List.of("reason", "override_reason")),
            new Table("appointment_note", "t.appointment_id", OF_VISIT, List.of("body")),
            new Table("attention", "t.appointment_id", OF_VISIT, List.of("kept_reason")),
            new Table("absence", "t.id", "t.doctor_id", List.of("reason")),
            new Table(
                    "demo_mail",
                    "t.id",
                    "cast('" + Vault.CLINIC + "' as uuid)",
                    List.of("recipient", "subject", "text", "html", "calendar")));

    /** Rows change one by one and others look in: their walls and their bells rest meanwhile. */
    private static final List<String> TOUCHED = List.of(
            "patient",
            "account",
            "transition",
            "appointment_note",
            "attention",
            "absence",
            "demo_mail",
            "appointment",
            "data_key",
            "search_token");

    private final Keyring keyring;

    SealPersonalData(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("312");
    }

    @Override
    public String getDescription() {
        return "seal personal data";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (String table : TOUCHED) {
            run(connection, "alter table " + table + " no force row level security");
            run(connection, "alter table " + table + " disable trigger user");
        }
        makeKeys(connection);
        for (Table table : TABLES) {
            seal(connection, table);
        }
        makeFoundBy(connection, "account", "email_key", "account.email");
        makeFoundBy(connection, "demo_mail", "recipient_key", "demo_mail.recipient");
        for (String table : TOUCHED) {
            run(connection, "alter table " + table + " enable trigger user");
            run(connection, "alter table " + table + " force row level security");
        }
    }

    private void makeKeys(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                        insert into data_key (owner_id, wrapped, wrapped_by, made_at) values (?, ?, ?, now())
                        on conflict (owner_id) do nothing
                        """)) {
            each(connection, """
                    select id as owner from patient
                    union select %s from account t
                    union select doctor_id from absence where reason is not null
                    union select cast('%s' as uuid) where exists (select from demo_mail)
                    """.formatted(OF_ACCOUNT, Vault.CLINIC), insert, row -> {
                UUID owner = row.getObject("owner", UUID.class);
                byte[] wrapped = keyring.wrap(owner, StoredVault.newKey());
                insert.setObject(1, owner);
                insert.setBytes(2, wrapped);
                insert.setLong(3, Integer.toUnsignedLong(Keyring.wrappedBy(wrapped)));
                insert.addBatch();
            });
        }
    }

    private void seal(Connection connection, Table table) throws SQLException {
        String set = String.join(" = ?, ", table.columns()) + " = ?";
        try (PreparedStatement update = connection.prepareStatement(
                        "update " + table.name() + " set " + set + " where ctid = cast(? as tid)");
                PreparedStatement token = connection.prepareStatement(
                        "insert into search_token (domain, token, owner_id) values (?, ?, ?)")) {
            long done = each(
                    connection,
                    """
                    select t.ctid as at, %s as row, k.owner_id, k.wrapped, t.* from %s t join data_key k on k.owner_id = %s
                    where num_nonnulls(%s) > 0
                    """.formatted(table.row(), table.name(), table.owner(), String.join(", ", table.columns())),
                    update,
                    row -> {
                        PersonalKey key = keyring.key(row.getObject("owner_id", UUID.class), row.getBytes("wrapped"));
                        int column = 1;
                        for (String name : table.columns()) {
                            update.setBytes(
                                    column++,
                                    key.sealOrNull(
                                            new Place(table.name(), name, row.getString("row")), text(row, name)));
                        }
                        update.setString(column, row.getString("at"));
                        update.addBatch();
                        makeFound(table, row, token);
                    });
            if (done > 0) {
                log.info("Encrypted {} rows of {}", done, table.name());
            }
        }
    }

    private void makeFound(Table table, ResultSet row, PreparedStatement token) throws SQLException {
        boolean isPatient = table.name().equals("patient");
        if (!isPatient && !table.name().equals("account")) {
            return;
        }
        String domain = isPatient ? "PATIENT" : "ACCOUNT";
        String birth = isPatient ? text(row, "birth_date") : null;
        var words = SearchWords.of(
                String.valueOf(text(row, "name")),
                text(row, "email"),
                isPatient ? text(row, "phone") : null,
                birth == null ? null : LocalDate.parse(birth));
        for (byte[] made : keyring.tokens(domain, words)) {
            token.setString(1, domain);
            token.setBytes(2, made);
            token.setObject(3, row.getObject("id"));
            token.addBatch();
        }
        token.executeBatch();
    }

    private void makeFoundBy(Connection connection, String table, String column, String domain) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table + " set " + column + " = ? where ctid = cast(? as tid)")) {
            each(connection, "select ctid as at, " + column + " from " + table, update, row -> {
                update.setBytes(1, keyring.blindIndex(domain, String.valueOf(text(row, column))));
                update.setString(2, row.getString("at"));
                update.addBatch();
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(ResultSet row) throws SQLException;
    }

    /** Row by row through a cursor, so that a large table needs little memory. */
    private static long each(Connection connection, String sql, PreparedStatement batch, Work work)
            throws SQLException {
        long done = 0;
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(BATCH);
            try (ResultSet rows = select.executeQuery(sql)) {
                while (rows.next()) {
                    work.on(rows);
                    done++;
                    if (done % BATCH == 0) {
                        batch.executeBatch();
                    }
                    if (done % (100 * BATCH) == 0) {
                        log.info("Encrypting personal data: {} rows", done);
                    }
                }
            }
        }
        batch.executeBatch();
        return done;
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
