package wrong.web;

import wrong.booking.jdbc.Inside;

/** Goes past the module's door. */
public class UsesTheInside {

    public Inside inside() {
        return new Inside();
    }
}
