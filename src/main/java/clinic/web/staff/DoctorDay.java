package clinic.web.staff;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's day: the requests that wait for an answer beside what the day holds.
 *
 * @param requests oldest first
 * @param oldest how long the oldest request has waited
 * @param next whom to see now or next, on the present day
 * @param onDay visits that are or were to take place on the day
 * @param about the doctor's id, by which the day changes
 */
public record DoctorDay(
        LocalDate date,
        boolean today,
        List<Request> requests,
        @Nullable Duration oldest,
        @Nullable Next next,
        Timeline timeline,
        int onDay,
        String about) {

    /**
     * A request and how it lies in the hours.
     *
     * @param waiting since it was made, or since the patient moved it
     * @param over how much of it does not fit
     */
    public record Request(StaffAppointment appointment, Duration waiting, Timeline.Kind fit, Duration over) {

        public boolean moved() {
            return appointment.view().moves() > 0;
        }
    }

    /** @param until it begins; negative when it has begun */
    public record Next(StaffAppointment appointment, Duration until) {}
}
