package clinic.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The three ways in: Flyway as the owner, the main pool as the login that can do nothing by itself, and a small pool for
 * browser sessions and the timetable, which belong to no actor.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    Database database(DatabaseProperties properties, DataFolder data) {
        String url = properties.url();
        return url == null || url.isBlank() ? EmbeddedDatabase.open(data) : GivenDatabase.open(properties, url);
    }

    @Bean
    FlywayConnectionDetails migratesAsOwner(Database database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.owner().user();
            }

            @Override
            public String getPassword() {
                return database.owner().password();
            }
        };
    }

    @Bean
    JdbcConnectionDetails actsAsApplication(Database database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.application().user();
            }

            @Override
            public String getPassword() {
                return database.application().password();
            }
        };
    }

    @Bean(defaultCandidate = false)
    @Qualifier("sessionsDataSource") @DependsOnDatabaseInitialization
    HikariDataSource sessionsDataSource(HikariDataSource dataSource, Database database) {
        HikariConfig config = new HikariConfig();
        dataSource.copyStateTo(config);
        config.setPoolName("sessions");
        config.setMaximumPoolSize(6);
        config.setConnectionInitSql("set role clinic_sessions");
        return new HikariDataSource(config);
    }
}
