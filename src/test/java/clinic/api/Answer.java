package clinic.api;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode json() {
        return JSON.readTree(text);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The code of a problem document; empty for anything else. */
    String code() {
        return header("Content-Type").startsWith("application/problem+json")
                ? json().path("code").asString("")
                : "";
    }
}
