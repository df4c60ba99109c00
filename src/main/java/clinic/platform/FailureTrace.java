package clinic.platform;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/** What a log may say of a failure. */
public final class FailureTrace {

    private static final int FRAMES = 12;

    private FailureTrace() {}

    /** Classes and places, and messages unless they come from the database or from JSON and may quote data. */
    public static String of(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            trace.append(cause.getClass().getName());
            if (cause instanceof SQLException sql) {
                trace.append(" (SQL state ").append(sql.getSQLState()).append(')');
            } else if (!(cause instanceof DataAccessException) && !(cause instanceof JacksonException)) {
                trace.append(": ").append(cause.getMessage());
            }
            Stream.of(cause.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("clinic."))
                    .limit(FRAMES)
                    .forEach(frame -> trace.append("\n    at ").append(frame));
            trace.append(cause.getCause() == null ? "" : "\n  because of ");
        }
        return trace.toString();
    }
}
