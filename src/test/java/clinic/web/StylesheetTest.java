package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A brace too many or too few silently switches off everything after it. */
class StylesheetTest {

    @Test
    void eachLayerBeginsWhereTheOneBeforeHasEnded() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/static/assets/clinic.css"))
                .replaceAll("(?s)/\\*.*?\\*/", "");
        int depth = 0;
        for (String line : List.of(css.split("\n"))) {
            if (line.startsWith("@layer ")) {
                assertThat(depth).as("depth at: %s", line).isZero();
            }
            depth += count(line, '{') - count(line, '}');
            assertThat(depth).as("depth after: %s", line).isNotNegative();
        }
        assertThat(depth).as("depth at the end").isZero();
    }

    private static int count(String line, char wanted) {
        return (int) line.chars().filter(c -> c == wanted).count();
    }
}
