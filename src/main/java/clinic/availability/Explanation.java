package clinic.availability;

import java.util.List;

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

    /** @param detail the value that the rule went by and where it is set, as a sentence; names no patient */
    public record Rule(NotBookable code, boolean passed, String detail) {}
}
