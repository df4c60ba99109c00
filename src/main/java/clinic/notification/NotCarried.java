package clinic.notification;

/** A message could not be handed over. Holds no address and nothing of what the other side said. */
class NotCarried extends Exception {

    private final Why why;

    NotCarried(Why why) {
        super("The message was not taken: " + why, null, false, false);
        this.why = why;
    }

    Why why() {
        return why;
    }

    /** Why a message was not taken. */
    enum Why {
        /** No server answers, or it lets nobody in: the others would fare alike. */
        UNREACHABLE,
        /** The server answers and does not take this message. */
        REFUSED,
        /** The address is none. */
        BAD_ADDRESS,
        /** The number is none that takes text messages. */
        BAD_NUMBER;

        /** Whether another try could end otherwise. */
        boolean mayPass() {
            return this == UNREACHABLE || this == REFUSED;
        }
    }
}
