package clinic.platform;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/prepare-database} runs: prepares a given PostgreSQL, once, as its superuser. A password that the
 * environment gives is set; one that is neither given nor there yet is made and shown this once.
 */
class PrepareDatabase {

    private PrepareDatabase() {}

    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: bin/prepare-database postgresql://SUPERUSER:PASSWORD@HOST:PORT/DATABASE");
            System.exit(2);
        }
        try {
            prepare(PostgresAddress.parse(arguments[0]));
        } catch (SQLException | IllegalArgumentException e) {
            System.err.println("The database was not prepared: " + e.getMessage());
            System.exit(1);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void prepare(PostgresAddress address) throws SQLException {
        if ("postgres".equals(address.database()) || address.database().startsWith("template")) {
            throw new IllegalArgumentException("The clinic wants a database of its own: name it at the end of the"
                    + " address, as in .../clinic; it is made if there is none.");
        }
        Database.Login superuser = new Database.Login(
                address.user() == null ? "postgres" : address.user(),
                address.password() == null ? environment("PGPASSWORD", "") : address.password());
        String owner;
        String application;
        try (Connection connection = Preparation.connect(address.url(), superuser)) {
            owner = wanted(connection, "clinic_owner", "CLINIC_DATABASE_OWNER_PASSWORD");
            application = wanted(connection, "clinic_app", "CLINIC_DATABASE_PASSWORD");
        }
        Preparation.run(address.url(), superuser, owner, application);
        System.out.println("Prepared. Start the clinic with:");
        System.out.println("  CLINIC_DATABASE_URL='" + address.url() + "'");
        System.out.println("  CLINIC_DATABASE_PASSWORD=" + shown(application, "CLINIC_DATABASE_PASSWORD"));
        System.out.println("  CLINIC_DATABASE_OWNER_PASSWORD=" + shown(owner, "CLINIC_DATABASE_OWNER_PASSWORD"));
    }

    private static @Nullable String wanted(Connection connection, String role, String variable) throws SQLException {
        String given = System.getenv(variable);
        if (given != null && !given.isBlank()) {
            return given;
        }
        return Preparation.hasPassword(connection, role) ? null : random();
    }

    private static String shown(@Nullable String password, String variable) {
        if (password == null) {
            return "(as it was)";
        }
        return password.equals(System.getenv(variable)) ? "(as given)" : "'" + password + "'";
    }

    private static String environment(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value == null ? otherwise : value;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
