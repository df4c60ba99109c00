package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.booking.Step;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.web.staff.RequestsForm.One;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Takes one step with many requests, each by itself: one that is refused does not keep the others from being answered. */
final class RequestAnswers {

    private RequestAnswers() {}

    /**
     * @param act takes the step with one of them
     * @return the address of the day, which says what became of each
     * @throws Invalid when the form names no request, and then nothing is done
     */
    static String take(Step step, RequestsForm form, BiFunction<One, Appointments.Change, BookingOutcome> act) {
        List<String> done = new ArrayList<>();
        List<String> not = new ArrayList<>();
        for (One one : form.read()) {
            refused(one, act)
                    .ifPresentOrElse(
                            why -> not.add("&not=" + new Unanswered(one.id().value(), why).words()),
                            () -> done.add("&of=" + one.id().value()));
        }
        return "/doctor?" + (form.day() == null ? "" : "date=" + form.day() + "&") + "done=" + step
                + String.join("", done) + String.join("", not);
    }

    private static Optional<Unanswered.Why> refused(One one, BiFunction<One, Appointments.Change, BookingOutcome> act) {
        try {
            return switch (act.apply(one, new Appointments.Change(one.version(), null))) {
                case BookingOutcome.Done done -> Optional.empty();
                case BookingOutcome.Refused refused -> Optional.of(Unanswered.Why.of(refused));
            };
        } catch (NotFound e) {
            return Optional.of(Unanswered.Why.GONE);
        }
    }
}
