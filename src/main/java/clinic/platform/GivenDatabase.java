package clinic.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL that somebody else runs and looks after. */
record GivenDatabase(String url, Login owner, Login application) implements Database {

    private static final int OLDEST = 15;
    private static final int NEWEST = 18;
    private static final String PREPARE =
            "Run bin/prepare-database with the address of a superuser on that database; docs/running.md tells more.";

    private static final String MAY_TAKE_EVERY_ROLE = """
            select count(*) = 6 from pg_roles
            where rolname in ('clinic_visitor', 'clinic_patient', 'clinic_doctor', 'clinic_admin', 'clinic_system',
                              'clinic_sessions')
              and pg_has_role(oid, 'member')
            """;
    private static final String MAY_MIGRATE = """
            select has_schema_privilege(current_schema(), 'create')
               and exists (select from pg_extension where extname = 'btree_gist')
            """;

    /** @throws CannotStart when it is away, too old, too new or not prepared, with what to do */
    static GivenDatabase open(DatabaseProperties properties, String address) {
        GivenDatabase database = new GivenDatabase(
                parsed(address).url(),
                new Login("clinic_owner", properties.ownerPassword()),
                new Login(properties.user(), properties.password()));
        database.check(database.application, "CLINIC_DATABASE_PASSWORD", MAY_TAKE_EVERY_ROLE);
        database.check(database.owner, "CLINIC_DATABASE_OWNER_PASSWORD", MAY_MIGRATE);
        return database;
    }

    private static PostgresAddress parsed(String address) {
        PostgresAddress parsed;
        try {
            parsed = PostgresAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("CLINIC_DATABASE_URL cannot be read. " + e.getMessage() + ".", "Correct it.");
        }
        if (parsed.user() != null || parsed.password() != null) {
            throw new CannotStart(
                    "CLINIC_DATABASE_URL names a user or a password.",
                    "Leave both out; CLINIC_DATABASE_PASSWORD and CLINIC_DATABASE_OWNER_PASSWORD hold the passwords of the clinic's two logins.");
        }
        return parsed;
    }

    private void check(Login login, String passwordVariable, String prepared) {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            checkVersion(connection.getMetaData().getDatabaseMajorVersion());
            if (!isTrue(statement, prepared)) {
                throw new CannotStart("The database at " + url + " is not prepared for the clinic.", PREPARE);
            }
        } catch (SQLException e) {
            throw explained(e, login, passwordVariable);
        }
    }

    void checkVersion(int version) {
        if (version < OLDEST || version > NEWEST) {
            throw new CannotStart(
                    "The database at " + url + " is PostgreSQL " + version + "; the clinic runs on " + OLDEST + " to "
                            + NEWEST + ".",
                    "Give it one of those.");
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet result = statement.executeQuery(question)) {
            return result.next() && result.getBoolean(1);
        }
    }

    private CannotStart explained(SQLException e, Login login, String passwordVariable) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        CannotStart failure;
        if (state.startsWith("28")) {
            failure = new CannotStart(
                    "The database at " + url + " does not let " + login.user()
                            + " in: it is not prepared, or the password" + " in " + passwordVariable
                            + " is not the right one.",
                    PREPARE);
        } else if (state.startsWith("08") || state.startsWith("57P")) {
            failure = new CannotStart(
                    "There is no PostgreSQL to be reached at " + url + ".",
                    "Start it, or correct CLINIC_DATABASE_URL"
                            + (url.contains("sslmode=verify-full")
                                    ? "; it must speak TLS, with a certificate for its name: docs/running.md tells more."
                                    : "."));
        } else {
            failure = new CannotStart("The database at " + url + " is not prepared for the clinic.", PREPARE);
        }
        failure.initCause(e);
        return failure;
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
