package clinic.availability;

import clinic.shared.Refusal;

/** What became of a request to hold a time or to hold it longer. */
public sealed interface HoldOutcome {

    /** It is held until the hold expires. */
    record Held(Hold hold) implements HoldOutcome {}

    /** The time cannot be had. */
    record TimeRefused(NotBookable reason) implements HoldOutcome, Refusal {}

    /** This patient is blocked from booking. */
    record PatientBlocked() implements HoldOutcome, Refusal {}

    /** It has expired, or made way for another, so it cannot be extended. */
    record Expired() implements HoldOutcome, Refusal {}

    /** It was extended before, and once is all. */
    record ExtendedBefore() implements HoldOutcome, Refusal {}
}
