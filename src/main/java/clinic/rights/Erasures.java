package clinic.rights;

import clinic.booking.AppointmentId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door to being erased. A patient asks, an admin answers within a month. What is granted is done at once: the account
 * is closed, coming visits are called off, everything that names the patient is gone. What the law has the clinic keep of
 * visits that took place stays sealed without a name, until the clock destroys its key.
 */
public interface Erasures {

    /**
     * Asks; while a request is open, answers with that one. The patient is told by mail, in case somebody else asked.
     *
     * @param reason in his own words, which he need not give
     * @throws clinic.shared.Invalid for words that cannot be kept
     */
    Erasure ask(Actor patient, @Nullable String reason);

    /** The patient's last request, whatever became of it. */
    Optional<Erasure> mine(Actor patient);

    /** All that he ever asked, newest first. */
    List<Erasure> allOfMine(Actor patient);

    /** Takes the open request back. @throws clinic.shared.NotFound when there is none */
    Erasure withdraw(Actor patient);

    /**
     * Those in this state, longest waiting first; for admins.
     *
     * @param limit 1 to 500
     * @param after the last of the page before
     */
    List<Erasure> list(Actor admin, State state, int limit, @Nullable UUID after);

    /** @throws clinic.shared.NotFound when there is none, or the actor is no admin */
    Erasure erasure(Actor admin, UUID id);

    /** What granting it would do now: it is done and undone. Never inside an act. */
    Answer rehearse(Actor admin, UUID id);

    /** Does it. The last mail goes to the address that is erased by this. */
    Answer grant(Actor admin, UUID id);

    /**
     * Leaves everything as it is.
     *
     * @param reason which the patient reads
     * @throws clinic.shared.Invalid (REQUIRED) without a reason
     */
    Answer refuse(Actor admin, UUID id, @Nullable String reason);

    /** What became of a request. */
    enum State {
        OPEN,
        WITHDRAWN,
        REFUSED,
        GRANTED
    }

    /**
     * A request.
     *
     * @param dueBy the day by whose end it is to be answered: a month after it was made, on the clinic's calendar
     * @param overdue whether that day is over and nobody has answered
     * @param reason in the patient's words
     * @param endedAt when it was answered or withdrawn
     * @param answer why it was refused
     * @param erasedAt when the last of it was gone, with the key
     */
    record Erasure(
            UUID id,
            PatientId patient,
            State state,
            Instant askedAt,
            LocalDate dueBy,
            boolean overdue,
            @Nullable String reason,
            @Nullable Instant endedAt,
            @Nullable String answer,
            @Nullable Instant erasedAt) {}

    sealed interface Answer permits Answered, AnsweredBefore {}

    /**
     * @param cancelled the coming visits that are called off
     * @param kept how many visits took place and are kept without a name
     * @param keptUntil when the key is destroyed; absent when nothing is kept, and it is destroyed at once
     */
    record Answered(
            Erasure erasure,
            List<AppointmentId> cancelled,
            int kept,
            @Nullable Instant keptUntil) implements Answer {}

    /** Somebody else has answered it, or the patient has withdrawn it. */
    record AnsweredBefore() implements Answer, Refusal {}
}
