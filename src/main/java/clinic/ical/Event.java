package clinic.ical;

import clinic.booking.AppointmentId;
import clinic.booking.Status;
import clinic.directory.Location;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar is told of a visit, at one point of its life.
 *
 * @param sequence which of two tellings is the later one, by {@link #sequence}
 * @param end absent where it is not known any more
 * @param page where its reader finds it in the clinic's pages; absent for who cannot sign in
 */
public record Event(
        AppointmentId appointment,
        int sequence,
        Standing standing,
        Instant start,
        @Nullable Instant end,
        Location location,
        @Nullable String page) {

    private static final Set<Status> CHANGES =
            EnumSet.of(Status.RESCHEDULED, Status.REJECTED, Status.CANCELLED, Status.DELETED);

    /** How sure it is. */
    public enum Standing {
        /** Waits for the doctor's answer. */
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }

    /**
     * Counts the changes that matter to a calendar: every move, and the end of it. An answer changes neither time nor place.
     *
     * @param steps the states that the visit was led to, up to what is told of
     */
    public static int sequence(Collection<Status> steps) {
        return Math.toIntExact(steps.stream().filter(CHANGES::contains).count());
    }
}
