package clinic.audit;

import clinic.testing.TestClock;
import clinic.testing.TestDatabase;

/** The product's own log of who looked at what, on a database without Spring. */
public final class TestAccessLog {

    private TestAccessLog() {}

    public static AccessLog of(TestDatabase database) {
        return new StoredAccessLog(database.transactions(), database.jdbc(), new TestClock());
    }
}
