package clinic.platform;

/**
 * The clinic's PostgreSQL: where it is, and how to log in to it. The owner only migrates; the application's own login can
 * do nothing before it takes a role.
 */
sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {

    /** One of the two logins. Its password shows in no text. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    String url();

    Login owner();

    Login application();

    /** Lets the database go. Only called when nothing uses it any more. */
    @Override
    void close();
}
