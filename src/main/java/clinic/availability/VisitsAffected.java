package clinic.availability;

import java.util.List;

/**
 * A change of a schedule leaves visits outside, or takes them back; published inside its transaction, so that what follows from
 * it is written with it or not at all. Carries ids only, of visits that are not over.
 *
 * @param cause the rule that was changed
 * @param leftOutside what this change puts outside, whether or not something else did so before
 * @param backWithin what this rule no longer says anything against; another may
 */
public record VisitsAffected(Cause cause, List<ClaimId> leftOutside, List<ClaimId> backWithin) {

    /** What a visit that stands can lie outside of, or within. */
    public enum Cause {
        /** Outside the week, or the other hours of its date. */
        HOURS,
        /** Within an absence of the doctor. */
        ABSENCE,
        /** Within a closure of the place or the clinic. */
        CLOSURE,
        /** Of a kind that the doctor does not offer there. */
        OFFER
    }
}
