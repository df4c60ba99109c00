package clinic.shared;

/** What was to be changed belongs to somebody who was erased: it is there for what refers to it, and stays as it is. */
public class Erased extends IllegalStateException {

    public Erased() {
        super("This was erased and cannot be changed.");
    }
}
