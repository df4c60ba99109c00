package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the server takes for a request, and what it never hands out. */
@ClinicTest
class HttpBoundaryTest {

    private static final String PASSWORD = "seven small brown otters";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /", "TRACE /book", "TRACE /api/v1/doctors", "TRACK /", "CONNECT /", "NOTHING /book"})
    void aMethodThatShowsOrTunnelsWhatWasSentIsRefused(String request) throws IOException {
        String answer = raw(request + " HTTP/1.1\r\nHost: localhost\r\nX-Secret: otters\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|401|403|405|501) .*").doesNotContain("otters");
    }

    @Test
    void aRequestHiddenInTheBodyOfAnotherIsNeverAnswered() throws IOException {
        String hidden = "GET /api/v1/locations HTTP/1.1\r\nHost: localhost\r\n\r\n";

        assertThat(answers(post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden)))
                .containsExactly(400);
        assertThat(answers(post("Content-Length: 2\r\nContent-Length: 60\r\n", "{}" + hidden)))
                .containsExactly(400);
        assertThat(answers(post("Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n", "{}" + hidden)))
                .singleElement()
                .satisfies(status -> assertThat(status).isGreaterThanOrEqualTo(400));
        assertThat(answers(post("Transfer-Encoding:\u000bchunked\r\nContent-Length: 2\r\n", "{}" + hidden)))
                .containsExactly(400);
    }

    @Test
    void aRequestAfterItsBodyIsARequest() throws IOException {
        String next = "GET /api/v1/locations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        assertThat(answers(post("Content-Length: 2\r\n", "{}" + next))).containsExactly(422, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.git/config",
                "/.git/HEAD",
                "/.svn/entries",
                "/.env",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/application.yaml",
                "/assets/",
                "/assets",
                "/static/",
                "/assets/%2e%2e/%2e%2e/application.yaml",
                "/assets/..%2fapplication.yaml",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/metrics",
                "/swagger-ui/index.html",
                "/h2-console"
            })
    void whatLiesBesideThePagesIsServedToNobody(String path) throws IOException {
        Account admin = identity.enrol(system(), address(), "Ada Min", Role.ADMIN, null, PASSWORD);

        assertThat(Browser.signedIn(port, admin.email(), PASSWORD).get(path).status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "/book, text/html;charset=UTF-8",
        "/sign-in, text/html;charset=UTF-8",
        "/actuator/health, application/",
        "/api/v1/doctors, application/json",
        "/api/v1/me, application/problem+json",
        "/api/v1/nowhere, application/problem+json",
        "/v3/api-docs, application/json",
        "/assets/clinic.css, text/css",
        "/assets/clinic.js, text/javascript",
        "/assets/icons.svg, image/svg+xml",
        "/assets/inter-latin.woff2, font/woff2"
    })
    void everyAnswerSaysOfWhatKindItIs(String path, String kind) {
        Answer answer = new Browser(port).get(path);

        assertThat(answer.header("Content-Type")).startsWith(kind);
    }

    @Test
    void noOtherSiteReadsAnAnswer() throws IOException {
        for (String path : List.of("/book", "/sign-in", "/api/v1/doctors", "/api/v1/me", "/assets/clinic.js")) {
            String asked = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                    + "Connection: close\r\n\r\n");
            String first = raw("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                    + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
            assertThat(asked).as(path).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("access-control-");
            assertThat(first).as(path).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("access-control-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""})
    void aFormOfAnotherSiteIsNoCallOfTheApi(String type) throws IOException {
        String said = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";

        assertThat(raw("POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\n" + said
                        + "Content-Length: 2\r\nConnection: close\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415 ");
    }

    @Test
    void thePasswordIsCheckedToTheLetter() {
        String email = address();
        identity.enrol(system(), email, "Robin Reed", Role.PATIENT, UUID.randomUUID(), "Seven small Brown otters");

        for (String other : List.of(
                "seven small brown otters",
                "Seven small Brown otter",
                "Seven small Brown otters ",
                " Seven small Brown otters")) {
            assertThat(token(email, other).status()).as(other).isEqualTo(401);
        }
        assertThat(token(email, "Seven small Brown otters").status()).isEqualTo(200);
    }

    private Answer token(String email, String password) {
        return new Browser(port)
                .postJson("/api/v1/auth/token", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private static String post(String lengths, String body) {
        return "POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + lengths
                + "\r\n" + body;
    }

    /** The statuses of all answers that come back to these bytes. */
    private List<Integer> answers(String request) throws IOException {
        return STATUS.matcher(raw(request))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String address() {
        return "robin." + UUID.randomUUID() + "@mail.example";
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
