package clinic.servers;

import clinic.testing.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's program that talks to one server over its JSON interface. */
class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String address;
    private final String token;

    private ApiClient(HttpClient http, String address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    static ApiClient signedIn(HttpClient http, String address, String email, String password) {
        ApiClient nobody = new ApiClient(http, address, "");
        Answer answer = nobody.post("/auth/token", Map.of("email", email, "password", password), null);
        if (answer.status() != 200) {
            throw new IllegalStateException("Not signed in: " + answer);
        }
        return new ApiClient(http, address, answer.json().get("accessToken").asString());
    }

    Answer get(String path) {
        return Answer.to(
                http,
                HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .GET());
    }

    Answer post(String path, Object body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return Answer.to(http, request);
    }

    /** The code of a problem, or the id of what was made. */
    static String outcome(Answer answer) {
        return answer.status() == 201 ? answer.json().path("id").asString() : answer.code();
    }
}
