package clinic.platform;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** The database is away, full or overrun: nobody's mistake, and worth asking again in a while. */
public final class Outage {

    /** SQL states in which the database, not the request, is at fault: lock not had, cancelled, going down. */
    private static final Set<String> STATES = Set.of("55P03", "57014", "40001", "40P01", "25P03", "25006");
    /** Classes of states likewise: connection, resources (disk full), operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    private Outage() {}

    /** Whether this failure, or one below it, is an outage; each face answers it with 503. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException sql && says(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
    }
}
