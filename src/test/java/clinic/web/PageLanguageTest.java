package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who reads a page in which language. */
@ClinicTest
class PageLanguageTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de                    | de | ltr | Anmelden",
                "fr-CA,fr;q=0.9        | fr | ltr | Se connecter",
                "tlh, es-MX;q=0.5      | es | ltr | Iniciar sesión",
                "ar-EG                 | ar | rtl | تسجيل الدخول",
                "ja                    | en | ltr | Sign in",
                "*                     | en | ltr | Sign in",
                "'nonsense;;q=-1'      | en | ltr | Sign in"
            })
    void aVisitorReadsTheFirstLanguageOfTheBrowserThatThereIs(
            String asked, String language, String direction, String words) {
        Answer answer = new Browser(port).get("/sign-in", "Accept-Language", asked);

        assertThat(answer.text())
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">", "<h1>" + words + "</h1>");
        assertThat(answer.headers().firstValue("content-language")).contains(language);
        assertThat(String.join(",", answer.headers().allValues("vary")))
                .containsIgnoringCase("Accept-Language")
                .containsIgnoringCase("Cookie");
    }

    @Test
    void whoAsksForNothingReadsTheClinicsLanguage() {
        assertThat(new Browser(port).get("/sign-in").text()).contains("<html lang=\"en\" dir=\"ltr\">");
    }

    @Test
    void whatAVisitorChoosesOnAPageGoesBeforeTheBrowser() {
        Browser browser = new Browser(port);
        assertThat(browser.get("/sign-in").text())
                .contains("action=\"/language\"", "lang=\"de\" aria-pressed=\"false\">Deutsch</button>");

        Answer answer = browser.post("/language", Map.of("language", "de", "back", "/sign-up"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/sign-up");
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("language=de;")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(browser.get("/sign-up", "Accept-Language", "fr").text())
                .contains("<html lang=\"de\"", "Konto anlegen", "lang=\"de\" aria-pressed=\"true\">Deutsch</button>");
    }

    @Test
    void aLanguageWithoutWordsIsForgottenAndNoOtherSiteIsLedTo() {
        Browser browser = new Browser(port);
        browser.post("/language", Map.of("language", "de"));

        Answer answer = browser.post("/language", Map.of("language", "tlh", "back", "//elsewhere.example"));

        assertThat(answer.location()).isEqualTo("/");
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("language=;")
                .contains("Max-Age=0");
        assertThat(browser.get("/sign-in").text()).contains("<html lang=\"en\"");
    }

    @Test
    void whoIsSignedInReadsTheLanguageOfTheAccountWhateverTheBrowserSays() {
        String email = "tongue-" + UUID.randomUUID() + "@people.example";
        identity.enrol(Actor.system(UUID.randomUUID()), email, "Tara Tongue", Role.PATIENT, null, PASSWORD);
        Browser browser = new Browser(port);
        browser.post("/language", Map.of("language", "de"));
        browser.signIn(email, PASSWORD);
        assertThat(browser.get("/account", "Accept-Language", "fr").text())
                .contains("<html lang=\"en\"")
                .doesNotContain("action=\"/language\"");

        browser.submit("/account/language", Map.of("language", "ar"));

        assertThat(browser.get("/account").text()).contains("<html lang=\"ar\" dir=\"rtl\">", ">الحساب</h1>");
    }

    @Test
    void whatIsWrongWithAFormIsSaidInTheLanguageOfThePage() {
        String email = "newcomer-" + UUID.randomUUID() + "@people.example";
        Browser browser = new Browser(port);
        browser.post("/language", Map.of("language", "fr"));

        Answer answer = browser.submit("/sign-up", "email", email, "password", "court", "name", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Utilisez au moins 15 caractères", "Entrez le nom.")
                .doesNotContain("Fill this in", "Use at least");
    }

    @Test
    void theJsonFaceStaysEnglish() {
        Answer answer = new Browser(port).get("/api/v1/me", "Accept-Language", "de");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-language").filter("de"::equals))
                .isEmpty();
        assertThat(answer.text()).doesNotContain("Anmelden");
    }
}
