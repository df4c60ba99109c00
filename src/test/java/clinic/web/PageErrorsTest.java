package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;

/** What a person sees, and what the log says, when a page cannot be had. */
@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
class PageErrorsTest {

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeEach
    void aBrowser() {
        browser = new Browser(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in?continue=secret%ff",
                "/book?x=secret%ff",
                "/password/new?token=secret%ff",
                "/verify?token=secret%C3%28",
                "/nowhere?x=secret%ff"
            })
    void anAddressThatIsNoTextIsTheReadersMistakeAndIsNotQuotedInTheLog(String path, CapturedOutput log) {
        Answer answer = browser.get(path, "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("<h1>").doesNotContain("Exception");
        assertThat(log.getAll()).doesNotContain("secret");
    }

    @Test
    void aFormThatIsNoTextIsTheSendersMistakeAndIsNotQuotedInTheLog(CapturedOutput log) {
        Answer answer = browser.postRaw("/theme", "theme=secret%FF");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(browser.postRaw("/sign-in", "%FF=secret").status()).isEqualTo(400);
        assertThat(browser.post("/theme", Map.of("theme", "dark")).status()).isEqualTo(303);
        assertThat(log.getAll()).doesNotContain("secret");
    }

    @Test
    void aFailureOfTheDatabaseIsLoggedWithoutTheRowItQuotes(CapturedOutput log) throws Exception {
        new PageErrors()
                .anythingElse(
                        new UncategorizedSQLException(
                                "task",
                                "insert secret",
                                new SQLException("Key (email)=(petra@mail.example) exists", "23505")),
                        new MockHttpServletRequest());

        assertThat(log.getAll()).contains("SQL state 23505", "PageErrorsTest").doesNotContain("secret", "petra");
    }
}
