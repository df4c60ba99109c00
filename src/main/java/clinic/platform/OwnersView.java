package clinic.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * The clinic's database for a command that runs beside the clinic: seen as its owner sees it, at one moment, and never
 * written. It finds the database by the variables that the clinic itself is started with, or in the data folder.
 */
public final class OwnersView {

    private OwnersView() {}

    /**
     * @param data the clinic's data folder, where it runs its own PostgreSQL
     * @return a transaction that was begun; to be closed
     * @throws IllegalArgumentException when there is no database to be found, with what to do
     */
    public static Connection open(Map<String, String> environment, Path data) throws SQLException {
        String given = environment.getOrDefault("CLINIC_DATABASE_URL", "");
        return given.isBlank()
                ? open(own(data), password(data))
                : open(
                        PostgresAddress.parse(given).url(),
                        environment.getOrDefault("CLINIC_DATABASE_OWNER_PASSWORD", ""));
    }

    /** As the other, of a database whose address is known. */
    public static Connection open(String url, String ownerPassword) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "clinic_owner");
        properties.setProperty("password", ownerPassword);
        properties.setProperty("connectTimeout", "5");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    private static String own(Path data) {
        return Postmaster.portIn(data)
                .map(port -> "jdbc:postgresql://127.0.0.1:" + port + "/clinic")
                .orElseThrow(() -> new IllegalArgumentException("No database runs in " + data
                        + ". The clinic's own runs while the clinic does: start it, name its folder with --data, or name"
                        + " another database in CLINIC_DATABASE_URL."));
    }

    private static String password(Path data) {
        try {
            return Files.readString(data.resolve("secrets").resolve("clinic_owner"));
        } catch (IOException e) {
            throw new IllegalArgumentException("The secrets in " + data + " cannot be read by this account.", e);
        }
    }
}
