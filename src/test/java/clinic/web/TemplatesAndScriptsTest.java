package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no template and no script of the clinic does, whatever somebody has typed. Libraries of others are not asked. */
class TemplatesAndScriptsTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ASSETS = Path.of("src/main/resources/static/assets");

    /** Attributes by which a browser loads something, sends something or goes somewhere by itself. */
    private static final Pattern LOADED = Pattern.compile(
            "<(?:script|link|img|form|iframe|object|embed|source|base)\\b[^>]*?(?:src|href|action)=\"([^\"]*)");

    static Stream<Path> templates() throws IOException {
        return files(TEMPLATES, ".jte");
    }

    static Stream<Path> scripts() throws IOException {
        return files(ASSETS, ".js");
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    @Test
    void thereAreTemplatesAndScriptsToLookAt() throws IOException {
        assertThat(templates()).hasSizeGreaterThan(50);
        assertThat(scripts()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyValueIsEscapedForTheMarkupItStandsIn(Path template) {
        assertThat(read(template)).doesNotContain("$unsafe");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noScriptStandsInAPage(Path template) {
        assertThat(read(template))
                .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("(?i)\\son[a-z]+=")
                .doesNotContainIgnoringCase("javascript:")
                .doesNotContainPattern("(?i)hx-on|hx-vals=.js");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothingIsLoadedFromOrSentToAnotherSite(Path template) {
        assertThat(LOADED.matcher(read(template)).results().map(found -> found.group(1)))
                .allMatch(address -> address.startsWith("/") && !address.startsWith("//")
                        || address.startsWith("${")
                        || address.startsWith("data:image/svg+xml,"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aPasswordIsHiddenAndCanBeFilledInByAPasswordManager(Path template) {
        List<String> fields = Pattern.compile("@template\\.tag\\.field\\([^\\n]*")
                .matcher(read(template))
                .results()
                .map(MatchResult::group)
                .filter(field -> field.matches(".*id = \"[a-zA-Z]*[pP]assword\".*"))
                .toList();
        assertThat(fields)
                .allSatisfy(field -> assertThat(field)
                        .contains("type = \"password\"")
                        .containsPattern("autocomplete = \"(new|current)-password\""));
    }

    /** A form with a field that its controller does not read is refused. */
    @ParameterizedTest
    @MethodSource("templates")
    void whatStandsThereForAPasswordManagerIsNotSent(Path template) {
        List<String> fields = Pattern.compile("<input[^>]*autocomplete=\"username\"[^>]*>")
                .matcher(read(template))
                .results()
                .map(MatchResult::group)
                .filter(field -> field.contains(" readonly"))
                .toList();
        assertThat(fields).allSatisfy(field -> assertThat(field).doesNotContain(" name="));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void wordsAreNeverMadeMarkupOrProgram(Path script) {
        assertThat(read(script))
                .doesNotContainPattern("\\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment)\\b")
                .doesNotContainPattern("\\bdocument\\.(write|writeln|domain)\\b")
                .doesNotContainPattern("\\b(eval|Function)\\(|set(Timeout|Interval)\\([\"'`]");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nothingIsKeptInTheBrowserOrTakenFromAnotherWindow(Path script) {
        assertThat(read(script))
                .doesNotContainPattern("\\b(localStorage|sessionStorage|indexedDB)\\b|document\\.cookie|caches\\.")
                .doesNotContainPattern("window\\.(opener|parent|top)\\b|addEventListener\\(['\"]message['\"]");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nobodysNameBecomesAPropertyOfAllObjects(Path script) {
        assertThat(read(script))
                .doesNotContainPattern("__proto__|\\.prototype\\b|setPrototypeOf|Object\\.assign\\(|\\bvar\\b");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
