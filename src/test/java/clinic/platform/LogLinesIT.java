package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.PackagedClinic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as a collector gets it. */
class LogLinesIT {

    @TempDir
    Path folder;

    @Test
    void byAnOptionEachLineIsOneThatACollectorUnderstands() {
        try (PackagedClinic clinic =
                PackagedClinic.running(folder.resolve("data"), Map.of(), "--logging.structured.format.console=ecs")) {
            List<JsonNode> lines = clinic.output()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .map(JsonMapper.shared()::readTree)
                    .toList();

            assertThat(lines).isNotEmpty().allSatisfy(line -> {
                assertThat(Instant.parse(line.path("@timestamp").asString())).isBefore(Instant.now());
                assertThat(line.path("log").path("level").asString()).isNotBlank();
                assertThat(line.path("log").path("logger").asString()).isNotBlank();
                assertThat(line.path("message").asString()).isNotBlank();
            });
        }
    }
}
