package wrong.web;

import wrong.api.Shown;

/** A page made of the answer of an API. */
public class UsesTheOtherFace {

    public Shown shown() {
        return new Shown("page");
    }
}
