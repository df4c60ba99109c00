package clinic.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** An identity provider that says whatever a test lets it say, true or not. */
public class MadeUpProvider implements AutoCloseable {

    /** By which it signs, as it publishes. */
    public static final RSAKey KEY = newKey();

    private final HttpServer server;
    private final Map<String, Object> published = new LinkedHashMap<>();
    private final Map<String, Object> answer = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public MadeUpProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        published.put("issuer", issuer());
        published.put("authorization_endpoint", issuer() + "/authorize");
        published.put("token_endpoint", issuer() + "/token");
        published.put("jwks_uri", issuer() + "/keys");
        server.createContext("/.well-known/openid-configuration", exchange -> say(exchange, 200, published));
        server.createContext("/keys", exchange -> say(exchange, 200, new JWKSet(KEY).toJSONObject()));
        server.createContext("/token", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            say(exchange, status, answer);
        });
        server.start();
    }

    /** Any key that is as good. */
    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it says about itself, to be changed. */
    public Map<String, Object> published() {
        return published;
    }

    /** What was sent for tokens: the header Authorization and the form. */
    public List<String> asked() {
        return asked;
    }

    /** Gives this for the next code. */
    public void gives(String idToken) {
        status = 200;
        answer.clear();
        answer.putAll(Map.of("access_token", "of-no-use", "token_type", "Bearer", "id_token", idToken));
    }

    /** Gives nothing, with this error. */
    public void refuses(int with, String error) {
        status = with;
        answer.clear();
        answer.put("error", error);
    }

    private static void say(HttpExchange exchange, int status, Map<String, Object> what) throws IOException {
        byte[] body = JsonMapper.shared().writeValueAsBytes(what);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
