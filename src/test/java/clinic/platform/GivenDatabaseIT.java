package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clinic.testing.DebianPostgres;
import clinic.testing.PackagedClinic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the oldest PostgreSQL the clinic promises to run on, where Debian's package is there. */
class GivenDatabaseIT {

    private static final String ANY_PUBLIC_PAGE = "/api/v1/locations";

    @TempDir
    Path folder;

    @Test
    void aGivenDatabaseIsPreparedByOneCommandAndMayGoAwayForAWhile() throws Exception {
        assumeTrue(DebianPostgres.isThere(), "no PostgreSQL 15 from Debian's package");
        try (DebianPostgres postgres = DebianPostgres.start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/clinic";
            Map<String, String> environment = Map.of(
                    "CLINIC_DATABASE_URL", url,
                    "CLINIC_DATABASE_PASSWORD", "first secret",
                    "CLINIC_DATABASE_OWNER_PASSWORD", "second secret");

            PackagedClinic tooEarly = PackagedClinic.starting(folder, environment);
            assertThat(tooEarly.exitCode()).isNotZero();
            assertThat(tooEarly.output()).contains("not prepared").contains("bin/prepare-database");

            String said = PackagedClinic.runs(
                    "clinic.platform.PrepareDatabase",
                    environment,
                    "postgresql://postgres:" + postgres.password() + "@127.0.0.1:" + postgres.port() + "/clinic");
            assertThat(said).contains("Prepared.").doesNotContain("secret");

            try (PackagedClinic clinic = PackagedClinic.running(folder, environment)) {
                assertThat(clinic.statusOf(ANY_PUBLIC_PAGE)).isEqualTo(200);
                postgres.stop();
                assertThat(clinic.statusOf(ANY_PUBLIC_PAGE)).isEqualTo(503);
                postgres.startAgain();
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> clinic.statusOf(ANY_PUBLIC_PAGE) == 200);
            }
        }
    }
}
