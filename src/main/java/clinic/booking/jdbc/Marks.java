package clinic.booking.jdbc;

import clinic.booking.AppointmentFigures;
import clinic.booking.Appointments.Mark;
import clinic.platform.Sql;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What can be said of an appointment {@code a} besides its state: one wording for lists and for figures, so that they agree. */
final class Marks {

    private static final String ONLINE = """
            exists (select from transition f where f.appointment_id = a.id and f.number = 1 and f.by_role = 'PATIENT')""";

    private Marks() {}

    /** The condition, which {@link #told} completes. */
    static String condition(Mark mark) {
        return switch (mark) {
            case BOOKED_ONLINE -> ONLINE;
            case BOOKED_BY_STAFF -> "not " + ONLINE;
            case CANCELLED_LATE -> """
                    (a.status = 'CANCELLED' and exists (select from transition c where c.appointment_id = a.id
                      and c.number = a.transitions and c.at > a.start_at - cast(:late as interval)))""";
            case WAITING_LONG -> "(a.status = 'PENDING' and a.created_at <= :waitingSince)";
        };
    }

    static String and(@Nullable Mark mark) {
        return mark == null ? "" : " and " + condition(mark) + " ";
    }

    static JdbcClient.StatementSpec told(JdbcClient.StatementSpec statement, Instant now) {
        return statement
                .param("late", AppointmentFigures.LATE.toString())
                .param("waitingSince", Sql.at(now.minus(AppointmentFigures.LONG_WAIT)));
    }
}
