package clinic.notification;

import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.ical.CalendarObject;
import clinic.ical.Calendars;
import clinic.ical.Event;
import clinic.ical.Event.Standing;
import clinic.notification.Facts.Visit;
import clinic.notification.Outbox.Claimed;
import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The part of a mail about a visit that its reader's calendar understands. */
@Component
class Invitations {

    private final Calendars calendars;
    private final Directory directory;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    Invitations(Calendars calendars, Directory directory, Transactions transactions, JdbcClient jdbc) {
        this.calendars = calendars;
        this.directory = directory;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** How the visit of a message went on, up to the step it tells of. */
    private record Course(Instant end, List<Status> steps) {}

    /**
     * Empty where a calendar has nothing to do, as after the visit.
     *
     * @param page of the visit, where there is one that the reader can open
     */
    Optional<CalendarObject> of(Claimed claimed, String reader, @Nullable String page, Instant now) {
        Visit visit = claimed.facts().visit();
        Purpose purpose = claimed.facts().purpose();
        return visit == null
                ? Optional.empty()
                : standing(purpose).map(standing -> {
                    Course course = course(claimed);
                    Event event = new Event(
                            visit.appointment(),
                            Event.sequence(course.steps()),
                            standing,
                            visit.start(),
                            // Who has lost it is told of the time it had, and how long that was is not known any more.
                            purpose == Purpose.HANDED_OVER ? null : course.end(),
                            directory.location(SystemAct.actor(), visit.location()),
                            page);
                    return calendars.invitation(event, reader, now);
                });
    }

    private static Optional<Standing> standing(Purpose purpose) {
        return switch (purpose) {
            case REQUESTED, MOVE_REQUESTED -> Optional.of(Standing.TENTATIVE);
            case BOOKED, APPROVED, MOVED, MOVE_APPROVED -> Optional.of(Standing.CONFIRMED);
            case REJECTED, EXPIRED, CANCELLED, DELETED, HANDED_OVER -> Optional.of(Standing.CANCELLED);
            case TAKEN_BACK, REMINDER, KEPT, EMERGENCY_ACCESS, COMPLETED, NO_SHOW -> Optional.empty();
            case VERIFY_ADDRESS,
                    RESET_PASSWORD,
                    INVITATION,
                    ALREADY_SIGNED_UP,
                    PASSWORD_CHANGED,
                    FACTOR_ADDED,
                    FACTOR_REMOVED,
                    RECOVERY_CODES_MADE,
                    RECOVERY_CODE_USED,
                    PASSKEY_ADDED,
                    PASSKEY_REMOVED,
                    PROVIDER_LINKED,
                    PROVIDER_UNLINKED,
                    ROLE_CHANGED,
                    SESSIONS_ENDED,
                    ERASURE_ASKED,
                    ERASURE_REFUSED,
                    ERASED,
                    RESTRICTED,
                    RESTRICTION_ENDS,
                    DIGEST -> Optional.empty();
        };
    }

    private Course course(Claimed claimed) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select a.end_at, array(select t.to_status from transition t
                                               where t.appointment_id = m.appointment_id and t.number <= m.transition) as steps
                        from message m join appointment a on a.id = m.appointment_id
                        where m.id = :message
                        """)
                        .param("message", claimed.id())
                        .query((row, n) -> course(row))
                        .single());
    }

    private static Course course(ResultSet row) throws SQLException {
        String[] steps = (String[]) row.getArray("steps").getArray();
        return new Course(
                Sql.instant(row, "end_at"),
                Arrays.stream(steps).map(Status::valueOf).toList());
    }
}
