package clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of {@code docs/security.md} says is so: every requirement has its row, and what a row names is there. */
class SecurityTableTest {

    private static final Path PAGE = Path.of("docs/security.md");
    private static final Path TESTS = Path.of("src/test/java");

    private static final Pattern REFERENCE = Pattern.compile("`([^`]+)`|]\\(#([^)]+)\\)");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?");
    private static final Pattern IN_A_FILE = Pattern.compile("([\\w./-]+\\.\\w+): (.+)");

    private static final Map<String, Path> CLASSES = testClasses();

    /** What a requirement comes to. */
    enum State {
        MET,
        DOES_NOT_APPLY,
        NOT_YET
    }

    /** @param cells of the row, without the two bars at its ends */
    record Row(String heading, List<String> cells) {

        String id() {
            return cells.getFirst();
        }

        String shownBy() {
            return cells.getLast();
        }

        State state() {
            String by = shownBy();
            return by.startsWith("**not yet**: ")
                    ? State.NOT_YET
                    : by.startsWith("does not apply: ") ? State.DOES_NOT_APPLY : State.MET;
        }

        @Override
        public String toString() {
            return heading + " " + id();
        }
    }

    /** Rows of all tables that say how something is met. */
    static List<Row> rows() throws IOException {
        String heading = "";
        boolean shows = false;
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            } else if (!line.startsWith("|")) {
                shows = false;
            } else if (line.endsWith("| shown by |")) {
                shows = true;
            } else if (shows && !line.startsWith("| ---")) {
                rows.add(new Row(
                        heading,
                        Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                                .map(String::strip)
                                .toList()));
            }
        }
        return rows;
    }

    /** Id and level of every requirement. */
    private static Map<String, String> required() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/asvs-5.0.0.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(","))
                .collect(Collectors.toMap(
                        line -> line[0],
                        line -> line[1],
                        (one, other) -> {
                            throw new AssertionError("Twice in the list");
                        },
                        LinkedHashMap::new));
    }

    private static List<Row> ofTheStandard() throws IOException {
        return rows().stream().filter(row -> row.heading().matches("V\\d+ .*")).toList();
    }

    @Test
    void everyRequirementHasOneRowInTheOrderOfTheStandard() throws IOException {
        assertThat(required()).hasSize(253 + 4);
        assertThat(ofTheStandard().stream()
                        .map(row -> row.id() + "," + row.cells().get(1)))
                .containsExactlyElementsOf(required().entrySet().stream()
                        .map(one -> one.getKey() + "," + one.getValue())
                        .toList());
    }

    @Test
    void theOtherStandardsAreThereToo() throws IOException {
        Map<String, Long> others = rows().stream()
                .filter(row -> !row.heading().matches("V\\d+ .*"))
                .collect(Collectors.groupingBy(row -> row.heading().split(",")[0], Collectors.counting()));

        assertThat(others.keySet())
                .containsExactlyInAnyOrder("OWASP API Security Top 10", "NIST SP 800-63B-4", "HIPAA", "GDPR");
        assertThat(others).containsEntry("OWASP API Security Top 10", 10L).containsEntry("GDPR", 11L);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowSaysHowItIsMetAndNamesWhatShowsIt(Row row) {
        assertThat(row.cells())
                .hasSize(row.heading().matches("V\\d+ .*") ? 4 : 3)
                .doesNotContain("");
        if (row.state() == State.MET) {
            assertThat(references(row)).as("what shows %s", row).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatARowNamesIsThere(Row row) throws IOException {
        if (row.state() == State.MET || row.state() == State.DOES_NOT_APPLY) {
            for (String reference : references(row)) {
                assertThat(missing(reference)).as(reference).isEmpty();
            }
        }
    }

    @Test
    void whatIsNotThereIsNoticed() throws IOException {
        for (String wrong : List.of(
                "NoSuchTest",
                "SecurityTableTest.noSuchMethod",
                "src/main/resources/application.yaml: no such line",
                "no/such/file.yaml: port",
                "#no-such-section",
                "words")) {
            assertThat(missing(wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void atLeastAsManyAreMetAsThePageSays() throws IOException {
        List<Row> rows = ofTheStandard();
        Map<State, Long> count = rows.stream().collect(Collectors.groupingBy(Row::state, Collectors.counting()));
        long open = count.getOrDefault(State.NOT_YET, 0L);
        double share = 100.0 * (rows.size() - open) / rows.size();
        System.out.printf(
                Locale.ROOT, "OWASP ASVS 5.0.0 level 2: %d requirements, %s, %.1f %%%n", rows.size(), count, share);

        Matcher said = Pattern.compile("Share met: at least (\\d+) %").matcher(Files.readString(PAGE));
        assertThat(said.find()).isTrue();
        assertThat(share).isGreaterThanOrEqualTo(Integer.parseInt(said.group(1)));
    }

    private static List<String> references(Row row) {
        return REFERENCE
                .matcher(row.shownBy())
                .results()
                .map(found -> found.group(1) == null ? "#" + found.group(2) : found.group(1))
                .toList();
    }

    /** What is missing of what is named, if anything is. */
    private static Optional<String> missing(String reference) throws IOException {
        if (reference.startsWith("#")) {
            return sections().contains(reference.substring(1)) ? Optional.empty() : Optional.of("the section");
        }
        Matcher test = TEST.matcher(reference);
        if (test.matches()) {
            Path source = CLASSES.get(test.group(1));
            String method = test.group(2);
            if (source == null) {
                return Optional.of("the class");
            }
            return method == null || Files.readString(source).contains("void " + method + "(")
                    ? Optional.empty()
                    : Optional.of("the method");
        }
        Matcher line = IN_A_FILE.matcher(reference);
        if (!line.matches() || !Files.isRegularFile(Path.of(line.group(1)))) {
            return Optional.of("the file");
        }
        return Files.readString(Path.of(line.group(1))).contains(line.group(2))
                ? Optional.empty()
                : Optional.of("the words in it");
    }

    /** The anchors of the page, as its reader makes them. */
    private static List<String> sections() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Map<String, Path> testClasses() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
