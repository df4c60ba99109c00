package clinic.reply;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The one door to what patients answer by the links in their reminders. */
public interface Replies {

    /** What a link is good for. */
    enum Reply {
        /** The patient will come. */
        CONFIRM,
        /** The patient will not: the visit is called off, before the cut-off. */
        CANCEL
    }

    /** A visit of a patient as it was when a reminder of it was written. */
    record Occasion(AppointmentId appointment, PatientId patient, Instant start) {}

    /**
     * A fresh link for the relay to send: only its hash is stored, so it is made when the mail is written. The same mail
     * written again makes its earlier link worthless.
     *
     * @param message the mail that it goes into
     * @return the token
     */
    String issue(Actor system, UUID message, Occasion occasion, Reply reply);

    /**
     * What an unused link in time is about, as its patient sees it; does not use it.
     *
     * @param request ties together what it reads
     */
    Optional<AppointmentView> asked(String token, Reply reply, UUID request);

    /** Uses the link up and does what it is for. Of many who try at once, one does. */
    Outcome give(String token, Reply reply, UUID request);

    /** When the patient said that he will come at the time that the visit has now; for whoever may see it. */
    Optional<Instant> confirmed(Actor actor, AppointmentId appointment);

    /** What became of an answer. */
    sealed interface Outcome {}

    /** @param appointment as it is since */
    record Given(AppointmentView appointment) implements Outcome {}

    /** Past the cut-off: the patient must ring the clinic. The link stays good. */
    record TooLate(AppointmentView appointment) implements Outcome, Refusal {}

    /** No such link, or used before, or overtaken: the visit has begun, has another time or is off. */
    record Gone() implements Outcome, Refusal {}
}
