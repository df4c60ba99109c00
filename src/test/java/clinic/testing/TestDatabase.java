package clinic.testing;

import clinic.identity.AccountId;
import clinic.platform.Transactions;
import clinic.vault.TestVault;
import clinic.vault.Vault;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.BeanUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A database of the clinic for one test class: prepared and migrated exactly as in production, empty, and alone. One
 * PostgreSQL server per test run holds them all; each is a copy of one migrated template and costs a fraction of a second.
 *
 * <p>Without Spring: {@code TestDatabase.fresh()}, then {@link #transactions()} to act, {@link #jdbc()} inside an act, and
 * {@link #behindTheWalls()} to look at, or prepare, rows as a superuser. With {@link ClinicTest} it can be injected.
 */
public class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource application;

    private TestDatabase(String name) {
        this.name = name;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername("clinic_app");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(70);
        this.application = new HikariDataSource(config);
    }

    /** A new empty database of the clinic. It goes with the test run. */
    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        create(name, "template clinic_template");
        return new TestDatabase(name);
    }

    /** A new empty database as an earlier version of the clinic left it; to be brought forward by {@link #migrate}. */
    public static TestDatabase ofVersion(String version) {
        String name = "test_" + COUNT.incrementAndGet();
        create(name, "");
        Flyway.configure()
                .dataSource(url(name), "clinic_owner", "")
                .target(version)
                .javaMigrations(TestVault.migration())
                .load()
                .migrate();
        return new TestDatabase(name);
    }

    /** Brings it forward to the tables of this version. */
    public void migrate() {
        Flyway.configure()
                .dataSource(url(), "clinic_owner", "")
                .javaMigrations(TestVault.migration())
                .load()
                .migrate();
    }

    String name() {
        return name;
    }

    /** Where it is. Any password will do, so that none needs to be known. */
    public String url() {
        return url(name);
    }

    /** Logs in as the application does: sees and does nothing before it takes a role. */
    public DataSource dataSource() {
        return application;
    }

    /** On {@link #dataSource()}: for use inside {@link #transactions()}. */
    public JdbcClient jdbc() {
        return JdbcClient.create(application);
    }

    /** As a superuser, past row-level security: for arranging what no actor could and for counting what is really there. */
    public JdbcClient behindTheWalls() {
        return JdbcClient.create(as("postgres"));
    }

    /** Whose account this address is. */
    public AccountId accountOf(String email, Vault vault) {
        return new AccountId(behindTheWalls()
                .sql("select id from account where email_key = :key")
                .param("key", vault.blindIndex("account.email", email.toLowerCase(Locale.ROOT)))
                .query(UUID.class)
                .single());
    }

    /** The product's own way to act, on this database. */
    public Transactions transactions() {
        return (Transactions) BeanUtils.instantiateClass(
                Transactions.class.getDeclaredConstructors()[0],
                new JdbcTransactionManager(application),
                jdbc(),
                new TestClock());
    }

    /** One connection per use, as a role that can log in: clinic_app, clinic_owner or postgres. */
    public DataSource as(String user) {
        return new DriverManagerDataSource(url(), user, "");
    }

    private static String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + name;
    }

    private static void create(String name, String options) {
        JdbcClient.create(Server.RUNNING.getPostgresDatabase())
                .sql("create database " + name + " " + options)
                .update();
        // Rights on the database itself are not copied with the template.
        try (Connection connection =
                Server.RUNNING.getDatabase("postgres", name).getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection,
                    new EncodedResource(new ClassPathResource("db/prepare.sql")),
                    false,
                    false,
                    "--",
                    ScriptUtils.EOF_STATEMENT_SEPARATOR,
                    "/*",
                    "*/");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started by the first test that needs it, stopped with the test run. */
    private static class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("deadlock_timeout", "200ms")
                        .setServerConfig("timezone", "UTC")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static {
        create("clinic_template", "");
        Flyway.configure()
                .dataSource(url("clinic_template"), "clinic_owner", "")
                .javaMigrations(TestVault.migration())
                .load()
                .migrate();
        // For the tests' clock; outside of tests the database believes no moment but its own.
        JdbcClient.create(Server.RUNNING.getDatabase("postgres", "clinic_template"))
                .sql("insert into moved_clock values (true)")
                .update();
    }
}
