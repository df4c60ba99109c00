package clinic.platform;

/** The clinic cannot start as it was asked to; says why in a sentence and what to do about it in another. */
public class CannotStart extends RuntimeException {

    private final String remedy;

    /** Each a sentence; neither may hold a secret. */
    public CannotStart(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
