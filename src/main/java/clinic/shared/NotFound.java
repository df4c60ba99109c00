package clinic.shared;

/** What was asked for does not exist, or is not the actor's to see; the two are never told apart. */
public class NotFound extends RuntimeException {

    /** @param kind what was looked for, such as "appointment"; never an id or a name */
    public NotFound(String kind) {
        super("There is no such " + kind + ".", null, false, false);
    }
}
