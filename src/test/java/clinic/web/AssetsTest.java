package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others made is here unchanged and with its licence; what we wrote works in both directions of writing. */
class AssetsTest {

    @ParameterizedTest
    @CsvSource({
        "inter-latin.woff2, 3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62",
        "LICENSE-inter.txt, 3b0a5fca3d17942cde889069889dedbbbd075e9b599968c82a95f4d944e9b345",
        "icons.svg, 13c2d7a7742cbc96d76d45b9d60e4621cdf66f78eeba0aad312b9dd569133d1b",
        "LICENSE-lucide.txt, b495047bd93a9b06913511076f504daba17d5bbeb3e0650f3bb53a4220329c57"
    })
    void filesFromOthersAreUnchanged(String name, String sha256) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes("/static/assets/" + name));

        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(sha256);
    }

    @Test
    void theScriptLibraryIsWhereTheAssetHandlerLooks() {
        assertThat(bytes("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left",
                "right",
                "margin-left",
                "margin-right",
                "padding-left",
                "padding-right",
                "border-left",
                "border-right"
            })
    void theStylesheetKnowsNoLeftAndRight(String property) {
        String css = new String(bytes("/static/assets/clinic.css"), StandardCharsets.UTF_8);
        List<String> uses = Pattern.compile("[{;]\\s*" + property + "\\s*:")
                .matcher(css)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(uses).as("uses of %s:", property.toLowerCase(Locale.ROOT)).isEmpty();
    }

    static byte[] bytes(String resource) {
        try (InputStream in = AssetsTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }
}
