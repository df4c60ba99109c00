package clinic.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Makes the clinic's roles in a PostgreSQL, and its database if there is none. Safe to repeat. */
final class Preparation {

    private static final String SCRIPT = "db/prepare.sql";

    private Preparation() {}

    /**
     * @param url of the clinic's own database
     * @param ownerPassword for {@code clinic_owner}; without one it keeps what it has
     * @param applicationPassword for {@code clinic_app}; likewise
     */
    static void run(
            String url, Database.Login superuser, @Nullable String ownerPassword, @Nullable String applicationPassword)
            throws SQLException {
        try (Connection connection = connect(url, superuser)) {
            ScriptUtils.executeSqlScript(
                    connection,
                    new EncodedResource(new ClassPathResource(SCRIPT)),
                    false,
                    false,
                    ScriptUtils.DEFAULT_COMMENT_PREFIX,
                    ScriptUtils.EOF_STATEMENT_SEPARATOR,
                    ScriptUtils.DEFAULT_BLOCK_COMMENT_START_DELIMITER,
                    ScriptUtils.DEFAULT_BLOCK_COMMENT_END_DELIMITER);
            setPassword(connection, "clinic_owner", ownerPassword);
            setPassword(connection, "clinic_app", applicationPassword);
        }
    }

    static boolean hasPassword(Connection asSuperuser, String role) throws SQLException {
        try (PreparedStatement query = asSuperuser.prepareStatement(
                "select exists (select from pg_authid where rolname = ? and rolpassword is not null)")) {
            query.setString(1, role);
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Connects to the clinic's database, making it first if the server has none of that name. */
    static Connection connect(String url, Database.Login superuser) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser.user());
        properties.setProperty("password", superuser.password());
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            if (!"3D000".equals(e.getSQLState())) {
                throw e;
            }
        }
        PostgresAddress address = PostgresAddress.parse(url);
        try (Connection maintenance = DriverManager.getConnection(address.onDatabase("postgres"), properties);
                Statement statement = maintenance.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(address.database(), true));
        }
        return DriverManager.getConnection(url, properties);
    }

    private static void setPassword(Connection connection, String role, @Nullable String password) throws SQLException {
        if (password == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter role " + role + " password " + statement.enquoteLiteral(password));
        }
    }
}
