package clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> here = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(here, docs).filter(path -> path.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everythingThatADocumentLinksToIsThere(Path document) throws IOException {
        assertThat(links(document))
                .allSatisfy(link -> assertThat(
                                document.toAbsolutePath().resolveSibling(link).normalize())
                        .exists());
    }

    @Test
    void theReadmeLinksToATestForEachOfTheTenPromises() throws IOException {
        List<String> promises = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertThat(promises)
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).containsPattern("src/test/java/\\S+(Test|IT)\\.java"));
    }

    @Test
    void everyDecisionHasANumberAndIsInTheIndex() throws IOException {
        List<String> indexed = links(Path.of("docs/decisions/README.md"));
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .allMatch(name -> name.matches("\\d{4}-.+\\.md"))
                    .containsExactlyInAnyOrderElementsOf(indexed);
        }
    }

    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.startsWith("http") && !link.startsWith("#"))
                .map(link -> link.replaceFirst("#.*", ""))
                .toList();
    }
}
