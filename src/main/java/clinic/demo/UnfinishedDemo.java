package clinic.demo;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A demo clinic whose building was cut short is thrown away and built anew, before anybody uses the database. Only a database
 * that says of itself that such a building was begun in it and not finished is ever emptied.
 */
@Component
@ConditionalOnBooleanProperty("clinic.demo")
class UnfinishedDemo implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(UnfinishedDemo.class);

    @Override
    public void migrate(Flyway flyway) {
        if (isUnfinished(flyway.getConfiguration().getDataSource())) {
            log.info("The demo clinic was not finished when the clinic last stopped; building it anew");
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .cleanDisabled(false)
                    .load()
                    .clean();
        }
        flyway.migrate();
    }

    private static boolean isUnfinished(DataSource asOwner) {
        JdbcClient jdbc = JdbcClient.create(asOwner);
        return jdbc.sql("select to_regclass('demo_build') is not null")
                        .query(Boolean.class)
                        .single()
                && jdbc.sql("select exists (select from demo_build where finished_at is null)")
                        .query(Boolean.class)
                        .single();
    }
}
