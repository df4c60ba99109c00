package clinic.web.staff;

import clinic.availability.Absence;
import clinic.booking.RequestBackground;
import clinic.booking.Step;
import java.time.Duration;
import java.time.Instant;
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
 * @param lastAnswered when nothing waits for an answer: when the last request got one, as far as that is of late
 * @param blocked times away that begin and end on the day
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
        @Nullable Instant lastAnswered,
        List<Absence> blocked,
        String about) {

    /**
     * A request and how it lies in the hours.
     *
     * @param waiting since it was made, or since the patient moved it
     * @param over how much of it does not fit
     */
    public record Request(
            StaffAppointment appointment,
            Duration waiting,
            Timeline.Kind fit,
            Duration over,
            RequestBackground background) {

        /** How often it was moved. */
        public int moves() {
            return appointment.view().moves();
        }

        /** Whether it can be approved and nothing of the doctor's hours speaks against it. */
        public boolean isFitting() {
            return fit == Timeline.Kind.OPEN && appointment.may(Step.APPROVE);
        }

        /** How a form for many requests names it. */
        public String words() {
            return RequestsForm.words(appointment);
        }
    }

    /**
     * @param until it begins; negative when it has begun
     * @param waiting how long the patient has been there without being seen; absent otherwise
     */
    public record Next(
            StaffAppointment appointment,
            Duration until,
            @Nullable Duration waiting) {}

    /** Those that can be approved without a second look, as many as one form may answer. */
    public List<Request> fitting() {
        return requests.stream()
                .filter(Request::isFitting)
                .limit(RequestsForm.MOST)
                .toList();
    }

    /** The time away that was blocked on this day and is drawn there; absent for one that goes beyond the day. */
    public @Nullable Absence blockedAt(Timeline.Off off) {
        return off.kind() != Timeline.Kind.AWAY
                ? null
                : blocked.stream()
                        .filter(absence -> absence.during().overlaps(off.during()))
                        .findFirst()
                        .orElse(null);
    }
}
