package clinic.sms;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands text messages to a gateway that speaks HTTP: {@code POST} of {@code {"id", "to", "from", "text"}} with a bearer token,
 * and the message's id as {@code Idempotency-Key}, so that a repeated one is known. An answer of 2xx takes the message over;
 * 400, 404 and 422 refuse it, as a number that is none where the answer is JSON with the {@code code} "BAD_NUMBER". Any other
 * answer, and none that is complete within ten seconds, is a gateway that cannot be reached now. Redirects are not followed, so that no
 * number goes where nobody configured it to.
 */
class HttpSmsGateway implements SmsGateway, DisposableBean {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final int BYTES_READ = 16_384;

    private final URI url;
    private final String token;
    private final String from;
    private final Duration patience;
    private final HttpClient client;

    /** @param status of HTTP */
    private record Answer(int status, String beginning) {}

    /** @param patience for a whole answer; below the lease of a message */
    HttpSmsGateway(URI url, String token, String from, Duration patience) {
        this.url = url;
        this.token = token;
        this.from = from;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void send(TextMessage message) throws NotSent {
        Answer answer = answerTo(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .POST(BodyPublishers.ofString(body(message)))
                .build());
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return;
        }
        throw new NotSent(
                switch (status) {
                    case 400, 404, 422 -> isAboutTheNumber(answer.beginning()) ? Why.BAD_NUMBER : Why.REFUSED;
                    default -> Why.UNREACHABLE;
                });
    }

    /** Waits by itself, because the timeout of a request ends with the headers of its answer. */
    private Answer answerTo(HttpRequest request) throws NotSent {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> coming = client.sendAsync(
                request, BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> keep(bytes, beginning))));
        try {
            int status = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new Answer(status, beginning.toString(StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            coming.cancel(true);
            throw new NotSent(Why.UNREACHABLE);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotSent(Why.UNREACHABLE);
        }
    }

    private static void keep(byte[] bytes, ByteArrayOutputStream beginning) {
        beginning.write(bytes, 0, Math.min(bytes.length, BYTES_READ - beginning.size()));
    }

    private String body(TextMessage message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", message.id().toString());
        fields.put("to", message.to());
        fields.put("from", from);
        fields.put("text", message.text());
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private static boolean isAboutTheNumber(String answer) {
        try {
            return JsonMapper.shared()
                    .readTree(answer)
                    .path("code")
                    .asString("")
                    .equals(Why.BAD_NUMBER.name());
        } catch (JacksonException e) {
            return false;
        }
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }
}
