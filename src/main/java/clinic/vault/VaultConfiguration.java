package clinic.vault;

import clinic.platform.DataFolder;
import java.nio.file.Path;
import java.util.Objects;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The keyring is had before the tables are brought forward, which may mean encrypting what they hold. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    static final String FILE = "personal-data.keys";

    /**
     * Keys are made only for a database that holds nothing encrypted yet.
     *
     * @param given where the file is; empty: among the secrets of the data folder
     */
    @Bean
    Keyring keyring(@Value("${clinic.keys:}") String given, DataFolder data, FlywayConnectionDetails asOwner) {
        KeyFile file = new KeyFile(
                given.isBlank() ? data.secretFile(FILE) : Path.of(given).toAbsolutePath());
        return new Keyring(file, file.isThere() || holdsKeys(asOwner) ? file.read() : file.make());
    }

    @Bean
    JavaMigration sealPersonalData(Keyring keyring) {
        return new SealPersonalData(keyring);
    }

    private static boolean holdsKeys(FlywayConnectionDetails asOwner) {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(
                Objects.requireNonNull(asOwner.getJdbcUrl()),
                Objects.requireNonNull(asOwner.getUsername()),
                Objects.requireNonNull(asOwner.getPassword())));
        return jdbc.sql("select to_regclass('data_key') is not null")
                        .query(Boolean.class)
                        .single()
                && jdbc.sql("select exists (select from data_key)")
                        .query(Boolean.class)
                        .single();
    }
}
