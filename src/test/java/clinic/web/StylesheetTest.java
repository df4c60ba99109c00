package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A brace too many or too few silently switches off everything after it; what nobody uses is only in the way. */
class StylesheetTest {

    private static final Path ASSETS = Path.of("src/main/resources/static/assets");
    private static final Path STYLESHEET = ASSETS.resolve("clinic.css");

    @Test
    void eachLayerBeginsWhereTheOneBeforeHasEnded() throws IOException {
        String css = read(STYLESHEET).replaceAll("(?s)/\\*.*?\\*/", "");
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

    @Test
    void everyClassIsWornSomewhere() throws IOException {
        String css = read(STYLESHEET).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"[^\"]*\"", "");
        Set<String> styled = new TreeSet<>();
        for (String selector : all("([^{};]*)\\{", css)) {
            styled.addAll(all("\\.([A-Za-z][\\w-]*)", selector));
        }
        assertThat(styled).contains("btn", "staff-page");

        styled.removeAll(all("(?<![\\w<./#$-])([A-Za-z][\\w-]*)(?![\\w(.=/:-])", whatIsDrawn()));

        assertThat(styled).as("classes of no template, controller or script").isEmpty();
    }

    @Test
    void everyStatusHasItsColours() throws IOException {
        Set<String> worn = all("[\" ](s-[a-z]+)(?![\\w-])", whatIsDrawn());
        assertThat(worn).contains("s-pending");

        worn.removeAll(all("\\.(s-[a-z]+) \\{ --soft", read(STYLESHEET)));

        assertThat(worn).as("statuses without colours").isEmpty();
    }

    @Test
    void everyIconIsDrawnSomewhere() throws IOException {
        Set<String> icons = all("<symbol id=\"([^\"]+)\"", read(ASSETS.resolve("icons.svg")));
        assertThat(icons).contains("bell");

        icons.removeAll(all("[\"#]([a-z][a-z0-9-]*)", whatIsDrawn()));

        assertThat(icons).as("icons of no template, controller or script").isEmpty();
    }

    /** Whoever asks the browser for larger letters has less room for them. */
    @Test
    void howMuchRoomThereIsIsCountedInLetters() throws IOException {
        List<String> widths = List.copyOf(all("-width: ([\\d.]+[a-z]+)\\)", read(STYLESHEET)));

        assertThat(widths).isNotEmpty().allMatch(width -> width.endsWith("em"));
    }

    /** Arabic is read from the right: what is said of left and right would stand on the wrong side. */
    @Test
    void nothingIsSaidOfLeftAndRightButWhatIsTheSameInEveryDirection() throws IOException {
        String css = read(STYLESHEET).replaceAll("(?s)/\\*.*?\\*/", "");

        assertThat(all(
                        "((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)|(?<![\\w-])(?:left|right)\\s*:"
                                + "|(?:text-align|float|clear)\\s*:\\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)",
                        css))
                .isEmpty();
        for (Path template : files(Path.of("src/main/jte"))) {
            if (!template.startsWith(Path.of("src/main/jte/mail"))) {
                assertThat(all("style=\"[^\"]*\\b((?:margin-|padding-)?(?:left|right))\\s*:", read(template)))
                        .as(template.toString())
                        .isEmpty();
            }
        }
    }

    /** The templates, the words in quotes of the classes behind them, and the scripts. */
    private static String whatIsDrawn() throws IOException {
        StringBuilder drawn = new StringBuilder();
        for (Path asset : files(ASSETS)) {
            if (asset.toString().endsWith(".js")) {
                drawn.append(read(asset));
            }
        }
        for (Path template : files(Path.of("src/main/jte"))) {
            drawn.append(read(template));
        }
        for (Path source : files(Path.of("src/main/java/clinic/web"))) {
            all("\"([^\"\\n]*)\"", read(source))
                    .forEach(word -> drawn.append(" \"").append(word).append("\" "));
        }
        return drawn.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static int count(String line, char wanted) {
        return (int) line.chars().filter(c -> c == wanted).count();
    }
}
