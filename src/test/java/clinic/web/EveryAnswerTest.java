package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told with every answer, whoever gives it: a page, the API, an asset, a filter or the server itself. */
@ClinicTest
class EveryAnswerTest {

    private static final List<String> SAID = List.of(
            "content-security-policy: default-src 'none'; ",
            "x-content-type-options: nosniff",
            "x-frame-options: deny",
            "referrer-policy: ",
            "permissions-policy: accelerometer=()",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "cache-control: ");

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /book",
                "GET /sign-in",
                "GET /account",
                "GET /assets/clinic.css",
                "GET /nowhere",
                "GET /actuator/health",
                "GET /actuator/env",
                "GET /api/v1/me",
                "GET /api/v1/doctors",
                "GET /api/v1/nowhere",
                "POST /api/v1/appointments",
                "POST /sign-in",
                "GET /foo;bar",
                "GET /%2e%2e/x",
                "GET /%ff",
                "GET /a\\b",
                "TRACE /",
                "NOTHING /book",
                "GET /book?type=%ff",
                "OPTIONS /api/v1/me"
            })
    void saysTheSameWhoeverAnswers(String request) throws IOException {
        String answer = raw(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains(SAID);
    }

    @Test
    void whatIsNoRequestAtAllIsAnsweredLikewiseAndTellsNothingOfTheServer() throws IOException {
        for (String nonsense : List.of(
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n")) {
            String answer = raw(nonsense);

            assertThat(answer).startsWith("http/1.1 400").contains(SAID);
            assertThat(answer).doesNotContain("tomcat", "exception", "java");
        }
    }

    @Test
    void aTransferCodingThatNobodyKnowsIsTheCallersMistake() throws IOException {
        assertThat(raw("POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n"))
                .startsWith("http/1.1 400")
                .contains(SAID);
    }

    @Test
    void onlyAssetsAreKeptByTheBrowser() {
        Browser browser = new Browser(port);

        assertThat(browser.get("/assets/clinic.css").header("Cache-Control")).contains("immutable");
        for (String path :
                List.of("/book", "/sign-in", "/api/v1/doctors", "/api/v1/me", "/nowhere", "/actuator/health")) {
            assertThat(browser.get(path).header("Cache-Control")).as(path).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/clinic.css", "/assets/clinic.js", "/assets/icons.svg", "/book"})
    void whatIsTextSaysInWhichLetters(String path) {
        assertThat(new Browser(port).get(path).header("Content-Type")).containsIgnoringCase("charset=utf-8");
    }

    @Test
    void aFieldThatIsGivenTwiceIsRefusedAndNotChosenFrom() {
        Answer answer = new Browser(port).postRaw("/theme", "theme=dark&theme=light");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void httpsIsInsistedOnOnlyWherePeopleReachTheClinicByIt() {
        assertThat(new Browser(port).get("/sign-in").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void nobodyChoosesTheAddressHeAppearsToComeFromNorTheHostOfALink() {
        Answer answer =
                new Browser(port).get("/account", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "evil.example");

        assertThat(answer.location()).startsWith("/sign-in");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                read.append((char) next);
            }
            return read.toString().toLowerCase(Locale.ROOT);
        }
    }
}
