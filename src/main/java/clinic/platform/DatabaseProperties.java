package clinic.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A PostgreSQL that somebody else runs. Without an address the clinic starts its own.
 *
 * @param url a JDBC address such as {@code jdbc:postgresql://db.example/clinic}
 * @param user the application's login, as {@code bin/prepare-database} made it
 * @param password of the application's login
 * @param ownerPassword of {@code clinic_owner}, which brings the tables forward
 */
@ConfigurationProperties("clinic.database")
record DatabaseProperties(
        @Nullable String url,
        @DefaultValue("clinic_app") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String ownerPassword) {}
