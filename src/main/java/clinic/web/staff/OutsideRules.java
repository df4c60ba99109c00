package clinic.web.staff;

import clinic.availability.Explanation;
import clinic.availability.NotBookable;
import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time that somebody at the desk wants and the rules refuse.
 *
 * @param value what a form posts for it
 * @param against the rules that are broken; empty when the time can be had by now
 * @param nearest the nearest times that can be had, soonest first
 * @param passable whether an admin may book it all the same, with a reason
 * @param reason what was typed
 */
public record OutsideRules(
        String value,
        Instant start,
        Doctor doctor,
        Location location,
        List<Explanation.Rule> against,
        List<Nearest> nearest,
        boolean passable,
        @Nullable String reason) {

    /** A time that can be had. @param value what a form posts for it */
    public record Nearest(String value, Instant start, Doctor doctor, Location location) {}

    /** Whether only a rule stands in the way that is none of an admin's to pass: the past, or somebody else's visit. */
    static boolean passable(List<Explanation.Rule> against) {
        return !against.isEmpty()
                && against.stream().map(Explanation.Rule::code).allMatch(NotBookable::canBeOverridden);
    }
}
