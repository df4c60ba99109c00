package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentFigures.Waiting;
import clinic.booking.Appointments;
import clinic.emergency.EmergencyAccess;
import clinic.notification.Notifications;
import clinic.rights.Erasures;
import clinic.rights.Erasures.Erasure;
import clinic.shared.Actor;
import clinic.web.staff.Todo.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** All that waits for an admin, of the whole clinic, in one list: asked of the modules that know. */
@Component
class NeedsAttention {

    private static final int MOST = 100;
    private static final int MOST_VISITS = 500;

    private final AppointmentFigures figures;
    private final Appointments appointments;
    private final Notifications notifications;
    private final EmergencyAccess emergencies;
    private final Erasures erasures;
    private final AuditTrail audit;
    private final Clock clock;

    NeedsAttention(
            AppointmentFigures figures,
            Appointments appointments,
            Notifications notifications,
            EmergencyAccess emergencies,
            Erasures erasures,
            AuditTrail audit,
            Clock clock) {
        this.figures = figures;
        this.appointments = appointments;
        this.notifications = notifications;
        this.emergencies = emergencies;
        this.erasures = erasures;
        this.audit = audit;
        this.clock = clock;
    }

    List<Todo> of(Actor admin) {
        Instant now = clock.instant();
        var todo = new ArrayList<Todo>();
        count(todo, Kind.EMERGENCIES, emergencies.list(admin, true, MOST, null).size(), MOST);
        Waiting waiting = figures.waiting(admin, null);
        if (waiting.longer() > 0) {
            todo.add(new Todo(Kind.REQUESTS, waiting.longer(), false, waiting.oldest(), true));
        }
        count(
                todo,
                Kind.OUTSIDE,
                appointments
                        .needingAttention(admin, null, null, null, MOST_VISITS)
                        .size(),
                MOST_VISITS);
        count(todo, Kind.UNREACHED, notifications.unreached(admin, null, MOST).size(), MOST);
        count(
                todo,
                Kind.UNDELIVERED,
                notifications
                        .messages(admin, Notifications.State.DEAD, MOST, null)
                        .size(),
                MOST);
        List<Erasure> asked = erasures.list(admin, Erasures.State.OPEN, MOST, null);
        if (!asked.isEmpty()) {
            todo.add(new Todo(
                    Kind.ERASURES,
                    asked.size(),
                    asked.size() == MOST,
                    Duration.between(asked.getFirst().askedAt(), now),
                    asked.stream().anyMatch(Erasure::overdue)));
        }
        notifications.delay(admin).ifPresent(delay -> todo.add(new Todo(Kind.RELAY, 0, false, delay, true)));
        AuditTrail.Sealing sealing = audit.sealing(admin);
        Instant unsealed = sealing.unsealedSince();
        if (unsealed != null && sealing.isLate(now)) {
            todo.add(new Todo(Kind.SEALING, 0, false, Duration.between(unsealed, now), true));
        }
        return todo;
    }

    private static void count(List<Todo> todo, Kind kind, int count, int most) {
        if (count > 0) {
            todo.add(new Todo(kind, count, count == most, null, false));
        }
    }
}
