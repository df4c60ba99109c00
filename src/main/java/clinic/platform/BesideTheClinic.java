package clinic.platform;

import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * For the commands in {@code bin}: acts on the database of a clinic that may be running, as the clinic itself would, without
 * starting one.
 *
 * @param jdbc for use inside acts
 */
public record BesideTheClinic(Transactions transactions, JdbcClient jdbc, DataFolder data) {

    /**
     * The database that {@code CLINIC_DATABASE_URL} names, else the clinic's own in this data folder.
     *
     * @throws CannotStart when it is not to be reached
     */
    public static BesideTheClinic in(String folder) {
        DataFolder data = new DataFolder(folder);
        String url = System.getenv("CLINIC_DATABASE_URL");
        DriverManagerDataSource database = url == null || url.isBlank()
                ? own(data)
                : new DriverManagerDataSource(
                        PostgresAddress.parse(url).url(),
                        Objects.requireNonNullElse(System.getenv("CLINIC_DATABASE_USER"), "clinic_app"),
                        Objects.requireNonNullElse(System.getenv("CLINIC_DATABASE_PASSWORD"), ""));
        JdbcClient jdbc = JdbcClient.create(database);
        return new BesideTheClinic(
                new Transactions(new JdbcTransactionManager(database), jdbc, new TimeConfiguration().clock()),
                jdbc,
                data);
    }

    private static DriverManagerDataSource own(DataFolder data) {
        String port = Postmaster.portIn(data.path())
                .orElseThrow(() -> new CannotStart(
                        "No clinic is running on the data in " + data.path() + ".",
                        "Start it, or name its folder with --data, or its database in CLINIC_DATABASE_URL."));
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/clinic", "clinic_app", data.password("clinic_app"));
    }
}
