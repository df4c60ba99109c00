package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.notification.Notifications;
import clinic.platform.Outage;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Tells a page while it is open how many messages its reader has not read: at first, and whenever one comes or is read,
 * as server-sent events. An event's first line is the number, its second the same in words. Nothing is said to whom the
 * account's next request would sign out.
 */
@Controller
class LiveController {

    private static final String HEARTBEAT = ":\n\n";
    private static final String AGAIN_AFTER_MILLIS = "5000";
    private static final String AGAIN_AFTER_SECONDS = "60";

    private final LiveStreams streams;
    private final Notifications notifications;
    private final Identity identity;
    private final Pages pages;
    private final Duration heartbeat;

    LiveController(
            LiveStreams streams,
            Notifications notifications,
            Identity identity,
            Pages pages,
            @Value("${clinic.live.heartbeat:20s}") Duration heartbeat) {
        this.streams = streams;
        this.notifications = notifications;
        this.identity = identity;
        this.pages = pages;
        this.heartbeat = heartbeat;
    }

    @GetMapping("/notifications/live")
    void live(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Account account = CurrentActor.account();
        if (account == null) {
            throw new IllegalStateException("A stream for nobody");
        }
        Optional<LiveStreams.Stream> opened =
                streams.open(account.id(), request.getSession().getId());
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
            write(out, "retry: " + AGAIN_AFTER_MILLIS + "\n\n");
            boolean due = false;
            while (true) {
                due |= stream.await(heartbeat);
                if (stream.ended() != null) {
                    break;
                }
                String said = due ? news(stream, account, request) : HEARTBEAT;
                due = due && said.equals(HEARTBEAT);
                write(out, said);
            }
            if (stream.ended() == LiveStreams.End.FOR_GOOD) {
                write(out, "event: over\ndata:\n\n");
            }
        } catch (IOException e) {
            // The page was closed.
        }
    }

    /** As the account is now. While the database is away there are no news, only a sign of life. */
    private String news(LiveStreams.Stream stream, Account account, HttpServletRequest request) {
        try {
            Optional<Account> reader =
                    identity.active(account.id()).filter(now -> now.generation() == account.generation());
            if (reader.isEmpty()) {
                stream.end(LiveStreams.End.FOR_GOOD);
                return HEARTBEAT;
            }
            int unread = notifications.unread(reader.get().actor(CurrentActor.requestId(request)));
            return "event: unread\ndata: " + unread + "\ndata: "
                    + pages.page(request).msg("nav.bell", unread) + "\n\n";
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            return HEARTBEAT;
        }
    }

    private static void write(ServletOutputStream out, String said) throws IOException {
        out.write(said.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
