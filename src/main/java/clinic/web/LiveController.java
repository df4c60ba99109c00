package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.notification.Notifications;
import clinic.platform.Outage;
import clinic.shared.Actor;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Tells a page while it is open, as server-sent events, how many messages its reader has not read: at first, and whenever
 * one comes or is read. The event's first line is the number, its second the same in words. And that something has changed
 * at one of the doctors or places it asked about: their ids, so that it fetches again what shows them. No message and no
 * visit is told of to whom the account's next request would sign out.
 */
@Controller
class LiveController {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HEARTBEAT = "event: alive\ndata:\n\n";
    private static final int AGAIN_AFTER_MILLIS = 1500;
    private static final String AGAIN_AFTER_SECONDS = "60";

    /** More than a page shows of doctors and places. */
    private static final int MOST_TOPICS = 100;

    private final LiveStreams streams;
    private final LiveChanges changes;
    private final Notifications notifications;
    private final Identity identity;
    private final Pages pages;
    private final Duration heartbeat;

    LiveController(
            LiveStreams streams,
            LiveChanges changes,
            Notifications notifications,
            Identity identity,
            Pages pages,
            @Value("${clinic.live.heartbeat:20s}") Duration heartbeat) {
        this.streams = streams;
        this.changes = changes;
        this.notifications = notifications;
        this.identity = identity;
        this.pages = pages;
        this.heartbeat = heartbeat;
    }

    /** @param about ids of doctors and places, of which the first hundred are heard */
    @GetMapping("/live")
    void live(
            @RequestParam(defaultValue = "") List<UUID> about, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Account account = CurrentActor.account();
        if (account == null) {
            throw new IllegalStateException("A stream for nobody");
        }
        Set<UUID> topics = about.stream().limit(MOST_TOPICS).collect(Collectors.toUnmodifiableSet());
        Optional<LiveStreams.Stream> opened =
                streams.open(account, request.getSession().getId(), topics);
        if (opened.isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (LiveStreams.Stream stream = opened.get();
                Notifications.Watch watch =
                        notifications.watch(account.actor(CurrentActor.requestId(request)), stream::ring)) {
            if (!RequestMethod.HEAD.name().equals(request.getMethod())) {
                tell(stream, account, request, response.getOutputStream());
            }
        }
    }

    private void tell(LiveStreams.Stream stream, Account account, HttpServletRequest request, ServletOutputStream out) {
        try {
            // By chance, so that those whom one server lost do not all come at once.
            write(out, "retry: " + RANDOM.nextInt(AGAIN_AFTER_MILLIS, 2 * AGAIN_AFTER_MILLIS) + "\n\n");
            changes.lately().forEach(stream::tell);
            boolean due = false;
            while (true) {
                stream.await(heartbeat);
                due |= stream.takeNews();
                Set<UUID> changed = stream.takeChanged();
                if (stream.ended() != null) {
                    break;
                }
                String said = due || !changed.isEmpty() ? said(stream, account, due, changed, request) : "";
                due = due && said.isEmpty();
                write(out, said.isEmpty() ? HEARTBEAT : said);
            }
            if (stream.ended() == LiveStreams.End.FOR_GOOD) {
                write(out, "event: over\ndata:\n\n");
            }
        } catch (IOException e) {
            // The page was closed.
        }
    }

    /**
     * As the account is now. That a doctor's time has changed anybody may see on the page of free times, so a patient's
     * account is not looked at for that. While the database is away there are no news.
     */
    private String said(
            LiveStreams.Stream stream, Account account, boolean news, Set<UUID> changed, HttpServletRequest request) {
        String said = changed.isEmpty()
                ? ""
                : "event: changed\ndata: "
                        + changed.stream().map(UUID::toString).collect(Collectors.joining(" ")) + "\n\n";
        if (!news && account.role() == Actor.Role.PATIENT) {
            return said;
        }
        try {
            Optional<Account> reader =
                    identity.active(account.id()).filter(now -> now.generation() == account.generation());
            if (reader.isEmpty()) {
                stream.end(LiveStreams.End.FOR_GOOD);
                return "";
            }
            return news ? said + unread(reader.get(), request) : said;
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            return "";
        }
    }

    private String unread(Account reader, HttpServletRequest request) {
        int unread = notifications.unread(reader.actor(CurrentActor.requestId(request)));
        return "event: unread\ndata: " + unread + "\ndata: "
                + pages.page(request).msg("nav.bell", unread) + "\n\n";
    }

    private static void write(ServletOutputStream out, String said) throws IOException {
        out.write(said.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
