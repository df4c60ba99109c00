package clinic.web.staff;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser that runs no script: keeps cookies, follows nothing by itself, sends the form's token. */
class PageClient {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;
    private String token = "";

    PageClient(int port) {
        this.base = "http://localhost:" + port;
    }

    record Answer(int status, String body, String location, String cacheControl) {}

    PageClient signIn(String email, String password) {
        get("/sign-in");
        Answer answer = post("/sign-in", "email", email, "password", password);
        if (answer.location().isEmpty() || answer.location().startsWith("/sign-in")) {
            throw new IllegalStateException("Sign-in answered " + answer.status() + " " + answer.location());
        }
        // Not every page has a form, and the token of before the sign-in is no longer good.
        get("/account");
        return this;
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Follows a redirect that an answer names. */
    Answer follow(Answer answer) {
        return get(answer.location());
    }

    Answer post(String path, String... fields) {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token));
        for (int n = 0; n < fields.length; n += 2) {
            form.append('&').append(encoded(fields[n])).append('=').append(encoded(fields[n + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    Answer postWithoutToken(String path, String... fields) {
        String kept = token;
        token = "";
        try {
            return post(path, fields);
        } finally {
            token = kept;
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(response.body());
            if (found.find()) {
                token = found.group(1);
            }
            String location = response.headers().firstValue("Location").orElse("");
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    location.startsWith(base) ? location.substring(base.length()) : location,
                    response.headers().firstValue("Cache-Control").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
