package clinic.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** A stream of server-sent events as a browser reads it, in the session of a browser that has signed in. */
public final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger signsOfLife = new AtomicInteger();
    private volatile boolean ended;

    private EventStream(HttpRequest request) {
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    /** @param browser whose session it is; of a server at any port with the same database */
    public static EventStream of(Browser browser, int port, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/event-stream");
        browser.session().ifPresent(session -> request.header("Cookie", "clinic_session=" + session));
        return new EventStream(request.build());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var event = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && event.toString().startsWith("event: alive\n")) {
                    signsOfLife.incrementAndGet();
                } else if (line.isEmpty() && event.toString().startsWith("event: ")) {
                    events.add(event.toString().trim());
                }
                event = line.isEmpty()
                        ? new StringBuilder()
                        : event.append(line).append('\n');
            }
        } catch (IOException e) {
            // Cut off, which is an end as well.
        } finally {
            ended = true;
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All that has come so far, each with its lines. */
    public List<String> events() {
        return List.copyOf(events);
    }

    public EventStream awaitEvents(int number) {
        Awaitility.await("event " + number).atMost(PATIENCE).until(() -> events.size() >= number);
        return this;
    }

    public void awaitSignOfLife() {
        int before = signsOfLife.get();
        Awaitility.await("a sign of life").atMost(PATIENCE).until(() -> signsOfLife.get() > before);
    }

    public void awaitEnd() {
        Awaitility.await("the end").atMost(PATIENCE).until(() -> ended);
    }

    public boolean hasEnded() {
        return ended;
    }

    /**
     * Closes them, and waits until the server has noticed, as it does at its next sign of life: whoever comes next needs
     * the room.
     */
    public static void close(List<EventStream> streams, ApplicationContext server) {
        streams.forEach(EventStream::close);
        Object open = ReflectionTestUtils.getField(server.getBean("clinic.web.LiveStreams"), "open");
        Awaitility.await("everybody gone").atMost(PATIENCE).until(() -> open instanceof Set<?> left && left.isEmpty());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
