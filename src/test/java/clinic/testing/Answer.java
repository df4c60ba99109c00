package clinic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
public record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Sends a request and waits for at most a minute. */
    public static Answer to(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json() {
        return JSON.readTree(text.isEmpty() ? "{}" : text);
    }

    /** The first of a header's values; empty when it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Where a redirect leads, on this server; empty when it is none. */
    public String location() {
        return header("Location").replaceFirst("^http://[^/]+", "");
    }

    /** The code of a problem document; empty for anything else. */
    public String code() {
        return header("Content-Type").startsWith("application/problem+json")
                ? json().path("code").asString("")
                : "";
    }
}
