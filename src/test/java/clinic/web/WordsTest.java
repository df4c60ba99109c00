package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.NotBookable;
import clinic.booking.Status;
import clinic.shared.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word a page asks for is in the message file. */
class WordsTest {

    private static final Pattern ASKED =
            Pattern.compile("(?:msg|words|format)\\(\"([a-z0-9-]+(?:\\.[A-Za-z0-9_-]+)+)\"[,)]");

    @Test
    void everyKeyATemplateOrControllerAsksForHasWords() throws IOException {
        Set<String> missing = new TreeSet<>(keysIn(Path.of("src/main/jte"), ".jte"));
        missing.addAll(keysIn(Path.of("src/main/java/clinic/web"), ".java"));
        assertThat(missing).as("keys asked for").contains("page.skip", "format.time");

        missing.removeAll(english().stringPropertyNames());

        assertThat(missing).as("keys without words").isEmpty();
    }

    @Test
    void everyKeyIsAskedForAsAWholeOrByItsBeginning() throws IOException {
        String asking = text(Path.of("src/main/jte")) + text(Path.of("src/main/java/clinic"));
        Set<String> beginnings = Pattern.compile("\"([\\w.-]+\\.)\"\\s*\\+")
                .matcher(asking)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(english().stringPropertyNames())
                .filteredOn(key -> beginnings.stream().noneMatch(key::startsWith))
                .allMatch(key -> asking.contains('"' + key + '"'));
    }

    /** Keys that a page puts together from what the other modules can say. */
    @Test
    void everyStateReasonAndRoleHasWords() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (NotBookable reason : NotBookable.values()) {
            keys.add("refused." + reason);
        }
        for (Status status : Status.values()) {
            keys.add("status." + status);
        }
        for (Actor.Role role : Actor.Role.values()) {
            keys.add("who." + role);
        }
        for (Theme theme : Theme.values()) {
            keys.add("theme." + theme.word());
        }

        keys.removeAll(english().stringPropertyNames());

        assertThat(keys).as("keys without words").isEmpty();
    }

    @Test
    void noMessageUsesAStraightApostropheThatAFormatWouldSwallow() throws IOException {
        assertThat(english().values()).noneMatch(text -> text.toString().contains("'"));
    }

    @Test
    void noKeyStandsInBothFilesWhereOnlyTheFirstWouldBeRead() throws IOException {
        Set<Object> patients = read("messages.properties").keySet();

        assertThat(read("messages-staff.properties").keySet()).doesNotContainAnyElementsOf(patients);
    }

    private static Properties read(String file) throws IOException {
        Properties words = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            words.load(in);
        }
        return words;
    }

    private static Properties english() throws IOException {
        Properties all = new Properties();
        for (String file : new String[] {"messages.properties", "messages-staff.properties"}) {
            try (var in = Files.newBufferedReader(Path.of("src/main/resources", file))) {
                all.load(in);
            }
        }
        return all;
    }

    private static String text(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Set<String> keysIn(Path folder, String ending) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                Matcher asked = ASKED.matcher(Files.readString(file));
                while (asked.find()) {
                    keys.add(asked.group(1));
                }
            }
        }
        return keys;
    }
}
