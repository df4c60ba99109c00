package clinic.web.staff;

import java.util.List;

/**
 * What is left to do before the clinic can be booked.
 *
 * @param left in the order in which it is best done
 * @param done how many of all are done
 */
public record StepsLeft(List<Step> left, int done, int all) {

    private static final int AT_ONCE = 3;

    /** The next few. */
    public List<Step> next() {
        return left.stream().limit(AT_ONCE).toList();
    }

    /** @param name as in the words for it */
    public record Step(String name, String href, boolean done) {}
}
