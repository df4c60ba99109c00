package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.rights.Erasures.Erasure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clinic at a glance.
 *
 * @param zone on whose calendar the days are cut
 * @param location the place it is narrowed to; absent means all
 * @param coming how many appointments of the coming seven days are in each state
 * @param days today and the six days after it
 * @param loads what each doctor's day holds
 * @param undelivered messages that were given up, 100 at most
 * @param unreached visits whose patients are to be rung, 100 at most
 * @param emergencies records opened in an emergency that nobody has looked into, 100 at most
 * @param erasures requests to be erased that nobody has answered, 100 at most
 */
public record Overview(
        Instant at,
        ZoneId zone,
        List<Location> locations,
        @Nullable UUID location,
        Map<Status, Integer> coming,
        List<Day> days,
        Waiting waiting,
        List<Load> loads,
        List<Change> latest,
        List<SetUpChange> setUp,
        int undelivered,
        int unreached,
        int emergencies,
        List<Erasure> erasures) {

    public int overdueErasures() {
        return (int) erasures.stream().filter(Erasure::overdue).count();
    }

    public int coming(Status... statuses) {
        int sum = 0;
        for (Status status : statuses) {
            sum += coming.getOrDefault(status, 0);
        }
        return sum;
    }

    /** Appointments of one date, by state. */
    public record Day(LocalDate date, Map<Status, Integer> counts) {

        public int in(Status... statuses) {
            int sum = 0;
            for (Status status : statuses) {
                sum += counts.getOrDefault(status, 0);
            }
            return sum;
        }
    }

    /**
     * Requests that nobody has answered yet.
     *
     * @param first the longest waiting of them, oldest first
     */
    public record Waiting(int count, @Nullable Duration oldest, List<Request> first) {}

    public record Request(StaffAppointment appointment, Duration waiting) {}

    /**
     * @param visits that take place or took place today
     * @param booked their time
     * @param open the doctor's hours today without breaks and time away
     */
    public record Load(Doctor doctor, int visits, Duration booked, Duration open) {

        /** Of the doctor's hours; absent on a day without hours. */
        public @Nullable Integer percent() {
            return open.isZero() ? null : (int) Math.round(100.0 * booked.toMinutes() / open.toMinutes());
        }
    }

    /** @param by who took the step, where an account stands behind it */
    public record Change(
            StaffAppointment appointment,
            Transition transition,
            @Nullable String by) {}

    /** A change of accounts, hours or the clinic's set-up. */
    public record SetUpChange(
            AuditTrail.Entry entry, @Nullable String by) {}
}
