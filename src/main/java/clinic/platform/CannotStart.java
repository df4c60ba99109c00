package clinic.platform;

/** The clinic cannot start as it was asked to; says why in a sentence and what to do about it in another. */
class CannotStart extends RuntimeException {

    private final String remedy;

    CannotStart(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
