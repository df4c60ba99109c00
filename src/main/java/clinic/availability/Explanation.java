package clinic.availability;

import clinic.directory.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a time can be had or not: each rule of the rule book, in the order in which they are asked.
 *
 * @param rules when the doctor does not offer the type there, that one rule alone
 */
public record Explanation(List<Rule> rules) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    /** Whether every rule is kept. */
    public boolean bookable() {
        return rules.stream().allMatch(Rule::passed);
    }

    /**
     * @param detail the value that the rule went by and where it is set, as a sentence; names no patient
     * @param source where the policy's number is set; absent for a rule that goes by no policy
     */
    public record Rule(NotBookable code, boolean passed, String detail, Policy.@Nullable Source source) {}
}
