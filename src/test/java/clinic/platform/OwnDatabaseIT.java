package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.PackagedClinic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OwnDatabaseIT {

    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    Path folder;

    @Test
    void aClinicThatIsKilledLosesNothingAndOneThatIsStoppedLeavesNothingRunning() throws Exception {
        Path data = folder.resolve("with a space");
        ProcessHandle leftBehind;
        try (PackagedClinic killed = PackagedClinic.running(data, Map.of())) {
            owner(data).sql("create table kept as select 42 as answer").update();
            leftBehind = postmaster(data);

            PackagedClinic second = PackagedClinic.starting(data, Map.of());
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.output())
                    .contains("Another clinic is already running on the data in " + data)
                    .doesNotContain("at clinic.");
            killed.kill();
        }
        assertThat(leftBehind.isAlive()).isTrue();

        try (PackagedClinic again = PackagedClinic.running(data, Map.of())) {
            assertThat(answer(data)).isEqualTo(42);
            again.kill();
            postmaster(data).destroyForcibly();
        }

        PackagedClinic third = PackagedClinic.running(data, Map.of());
        assertThat(answer(data)).isEqualTo(42);
        List<ProcessHandle> processes = List.of(leftBehind, postmaster(data));
        third.close();
        assertThat(third.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(processes)
                .allSatisfy(process -> assertThat(process.info().command()).isEmpty());
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static int answer(Path data) throws IOException {
        return owner(data).sql("select answer from kept").query(Integer.class).single();
    }

    private static JdbcClient owner(Path data) throws IOException {
        String port =
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/clinic",
                "clinic_owner",
                Files.readString(data.resolve("secrets/clinic_owner"))));
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
    }
}
