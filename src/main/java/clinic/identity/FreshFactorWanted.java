package clinic.identity;

/** The request was not looked at: its owner must show again who he is. Each face leads him there in its own way. */
public class FreshFactorWanted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FreshFactorWanted() {
        super("A fresh factor is wanted", null, false, false);
    }
}
