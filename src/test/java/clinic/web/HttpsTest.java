package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A clinic that people reach by https, behind a proxy that it trusts. */
@ClinicTest
@TestPropertySource(
        properties = {
            "clinic.base-url=https://clinic.example",
            "server.forward-headers-strategy=native",
            "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1"
        })
class HttpsTest {

    @LocalServerPort
    int port;

    @Test
    void insistsOnHttpsAndOnItsOwnHostForTheSession() {
        Answer page = new Browser(port).get("/sign-in", "X-Forwarded-Proto", "https");

        assertThat(page.header("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(page.header("Set-Cookie"))
                .startsWith("__Host-clinic_session=")
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void theThemeIsKeptByHttpsAloneToo() {
        Answer answer = new Browser(port).post("/theme", java.util.Map.of("theme", "dark"));

        assertThat(answer.header("Set-Cookie")).startsWith("__Host-theme=dark").contains("; Secure", "; HttpOnly");
    }

    @Test
    void theLanguageIsKeptByHttpsAloneToo() {
        Browser browser = new Browser(port);

        Answer answer = browser.post("/language", java.util.Map.of("language", "de"));

        assertThat(answer.header("Set-Cookie")).startsWith("__Host-language=de").contains("; Secure", "; HttpOnly");
    }
}
