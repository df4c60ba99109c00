package clinic.booking;

/** Thrown by whoever hears that an answer is taken back of which somebody has been told already; it undoes the step. */
public final class PeopleKnow extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
