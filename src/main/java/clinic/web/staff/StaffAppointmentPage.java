package clinic.web.staff;

import clinic.booking.Step;
import clinic.booking.Transition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One appointment with its history and what may be done to it.
 *
 * @param base where the role's pages about it begin
 * @param keptBy the name of who kept it outside hours, where somebody did and the reader may know it
 * @param confirmed when the patient said that he will come
 * @param tried the step that was refused a moment ago, its form stays open; absent when it was the keeping
 * @param reason what was typed as the reason for it
 */
public record StaffAppointmentPage(
        StaffAppointment appointment,
        String base,
        List<HistoryLine> history,
        @Nullable String keptBy,
        @Nullable Instant confirmed,
        @Nullable Step tried,
        @Nullable String reason) {

    /** @param by the name of who acted, where the reader may know it */
    public record HistoryLine(
            Transition transition, @Nullable String by) {}
}
