package wrong.booking.domain;

import java.sql.SQLException;

/** A rule that fails as a database does. */
public class KnowsTheDriver {

    public void decide() throws SQLException {
        throw new SQLException();
    }
}
