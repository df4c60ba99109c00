package clinic.booking;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What appointments add up to, for admins; for everybody else it is {@link clinic.shared.NotFound}. Each question is one
 * statement, however many days, doctors and appointments it is about. An appointment counts where it begins, so that
 * {@link Appointments#appointments} of the same range lists as many; a deleted one counts nowhere.
 */
public interface AppointmentFigures {

    /** A request that has waited so long has waited too long. */
    Duration LONG_WAIT = Duration.ofHours(4);

    /** Where requests are cut into groups by how long they have waited. */
    List<Duration> AGES =
            List.of(Duration.ofHours(1), Duration.ofHours(2), LONG_WAIT, Duration.ofHours(8), Duration.ofHours(24));

    /** What is called off less than this before its start can hardly be given to somebody else. */
    Duration LATE = Duration.ofHours(24);

    /**
     * What begins on each date in each state, by date; where nothing does there is no row.
     *
     * @param zone on whose calendar the dates are cut
     * @param location absent means every place
     */
    List<OnDate> perDay(Actor admin, TimeRange starting, ZoneId zone, @Nullable LocationId location);

    /**
     * What begins in the range, of each doctor and type.
     *
     * @param location absent means every place
     */
    List<Tally> tallies(Actor admin, TimeRange starting, @Nullable LocationId location);

    /**
     * How much is booked of each hour of the week by what begins in the range; where nothing is there is no row.
     *
     * @param location absent means every place, each on its own clock
     */
    List<Busy> perHour(Actor admin, TimeRange starting, @Nullable LocationId location);

    /**
     * How many requests nobody had answered when each date of the range was over, by date.
     *
     * @param during whole days to come to an end by now
     * @param zone on whose calendar the dates are cut
     * @param location absent means every place
     */
    List<WaitingAfter> waitingPerDay(Actor admin, TimeRange during, ZoneId zone, @Nullable LocationId location);

    /**
     * The requests that nobody has answered, whenever they would begin.
     *
     * @param location absent means every place
     */
    Waiting waiting(Actor admin, @Nullable LocationId location);

    /** How many requests nobody has answered, at every place: what every page of an admin shows. */
    int unanswered(Actor admin);

    /**
     * Of the requests that nobody has answered those that have waited longest, the longest first.
     *
     * @param location absent means every place
     * @param limit 1 to 500
     */
    List<AppointmentId> longestWaiting(Actor admin, @Nullable LocationId location, int limit);

    /** What begins on a date in a state. */
    record OnDate(LocalDate date, Status status, Counts counts) {}

    /** @param hour from 0 to 23 */
    record Busy(DayOfWeek day, int hour, Duration booked) {}

    record WaitingAfter(LocalDate date, int count) {}

    /**
     * @param longer how many have waited for {@link #LONG_WAIT}
     * @param byAge how many are younger than the first of {@link #AGES}, than the next and so on; the last are older than all
     * @param oldest, median absent when none waits
     */
    record Waiting(
            int count,
            int longer,
            List<Integer> byAge,
            @Nullable Duration oldest,
            @Nullable Duration median) {}

    /** The appointments of one type with one doctor. */
    record Tally(DoctorId doctor, TypeId type, Counts counts) {}

    /**
     * Appointments that begin in a range.
     *
     * @param all in whatever state
     * @param taking those that take their time, or took it
     * @param booked the time of these
     * @param due those the patient was expected at: all that take their time but requests
     * @param missed those of these to which nobody came
     * @param online those that the patient booked or asked for himself
     * @param cancelledLate those that were called off within {@link #LATE} of their start
     */
    record Counts(int all, int taking, Duration booked, int due, int missed, int online, int cancelledLate) {

        /** Nothing at all. */
        public static final Counts NONE = new Counts(0, 0, Duration.ZERO, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    all + other.all,
                    taking + other.taking,
                    booked.plus(other.booked),
                    due + other.due,
                    missed + other.missed,
                    online + other.online,
                    cancelledLate + other.cancelledLate);
        }

        /** Missed of those that were due, in percent; absent when none was. */
        public @Nullable Double noShowRate() {
            return percent(missed, due);
        }

        /** Booked by the patients themselves of all, in percent; absent when there is none. */
        public @Nullable Double onlineShare() {
            return percent(online, all);
        }

        /**
         * Booked time of the time in which the doctors could be seen, in percent; more than 100 where visits lie outside the
         * hours; absent when nobody could be seen.
         */
        public @Nullable Double utilisation(Duration open) {
            return percent(booked.toMinutes(), open.toMinutes());
        }

        private static @Nullable Double percent(long part, long whole) {
            return whole == 0 ? null : 100.0 * part / whole;
        }
    }
}
