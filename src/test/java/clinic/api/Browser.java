package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls pages as a browser does: keeps cookies, sends the session's token with each form, follows no redirects. */
final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"\\s+value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Function<String, URI> uri;
    private String token = "";

    Browser(Function<String, URI> uri) {
        this.uri = uri;
        keepToken(get("/sign-in"));
    }

    void signIn(String email, String password) {
        assertThat(submit("/sign-in", Map.of("email", email, "password", password))
                        .status())
                .as("signing in")
                .isEqualTo(303);
        keepToken(get("/account"));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri.apply(path)).GET());
    }

    Answer submit(String path, Map<String, String> fields) {
        UnaryOperator<String> encode = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        String form = fields.entrySet().stream()
                .map(field -> encode.apply(field.getKey()) + "=" + encode.apply(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode.apply(token) + "&", ""));
        return send(HttpRequest.newBuilder(uri.apply(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private void keepToken(Answer page) {
        Matcher found = TOKEN.matcher(page.text());
        if (!found.find()) {
            throw new AssertionError("The page has no form with a token: " + page.status());
        }
        token = found.group(1);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(
                    request.timeout(Duration.ofSeconds(60))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
