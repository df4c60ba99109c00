package clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the product is made of, and what must never lie in its repository. */
class SupplyChainTest {

    /** Those that let a clinic run the product, and change it, without asking anybody. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "MIT",
            "0BSD",
            "CC0-1.0",
            "EPL-2.0",
            "LGPL-2.1-only",
            "GPL-2.0-with-classpath-exception",
            "Bouncy Castle Licence",
            "iCal4j - License");

    private static final Map<String, Pattern> SECRETS = Map.of(
            "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/]{40}"),
            "a key of a cloud", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "a token of a forge", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20})\\b"),
            "a token of a chat", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            "a signed token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}"),
            "a private key as JSON", Pattern.compile("\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{40,}\""),
            "a password in an address",
                    Pattern.compile("[a-z]+://[^\\s/:@{}$<]+:(?!PASSWORD|secret|a%20b)[^\\s/@{}$<]{6,}@"));

    @Test
    void everyPartHasALicenceUnderWhichAClinicMayUseIt() throws IOException {
        assertThat(parts())
                .hasSizeGreaterThan(50)
                .allSatisfy(part -> assertThat(licences(part))
                        .as(part.path("purl").asString())
                        .isNotEmpty()
                        .anyMatch(LICENCES::contains));
    }

    @Test
    void everyPartIsARelease() throws IOException {
        assertThat(parts())
                .extracting(part -> part.path("version").asString())
                .noneMatch(version -> version.matches("(?i).*(snapshot|alpha|beta|-rc|-m\\d).*"));
    }

    @Test
    void noSecretLiesInTheRepository() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : tracked()) {
            String text = text(file);
            SECRETS.forEach((what, pattern) -> {
                if (pattern.matcher(text).find()) {
                    found.add(what + " in " + file);
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theSearchForSecretsFindsThem() {
        List<String> planted = List.of(
                "-----BEGIN " + "PRIVATE KEY-----\n" + "a".repeat(64),
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "ghp_" + "a".repeat(36),
                "xoxb" + "-1234567890",
                "eyJ" + "a".repeat(20) + ".eyJ" + "b".repeat(20) + "." + "c".repeat(20),
                "{\"d\": \"" + "k".repeat(43) + "\"}",
                "postgresql://clinic:" + "hunter22@db.example/clinic");

        assertThat(planted)
                .allSatisfy(secret -> assertThat(SECRETS.values())
                        .anyMatch(pattern -> pattern.matcher(secret).find()));
    }

    private static List<JsonNode> parts() throws IOException {
        try (InputStream bill = SupplyChainTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            JsonNode whole = JsonMapper.shared().readTree(Objects.requireNonNull(bill, "made by the Maven build"));
            return StreamSupport.stream(whole.path("components").spliterator(), false)
                    .toList();
        }
    }

    private static List<String> licences(JsonNode part) {
        return StreamSupport.stream(part.path("licenses").spliterator(), false)
                .map(one -> one.path("license"))
                .map(licence -> licence.path("id").asString(licence.path("name").asString("")))
                .toList();
    }

    /** What stands in the folders that are the repository's. */
    private static List<Path> tracked() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root :
                List.of("src", "bin", "docs", ".ci", "pom.xml", "README.md", "STYLE.md", "CONTRIBUTING.md")) {
            try (Stream<Path> walk = Files.walk(Path.of(root))) {
                walk.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(500);
        return files;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException binary) {
            return "";
        }
    }
}
