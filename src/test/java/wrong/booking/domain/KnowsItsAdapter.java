package wrong.booking.domain;

import wrong.booking.jdbc.Inside;

/** A rule that reaches out to where it is stored. */
public class KnowsItsAdapter {

    public String stored() {
        return new Inside().toString();
    }
}
