package clinic.notification;

/** Takes a mail out of the house: to a mail server, or in the demo clinic to the demo mailbox. */
interface MailCarrier {

    /** Returns when the other side has taken the mail over. Never called inside a transaction. */
    void carry(Mail mail) throws NotCarried;

    /** The mail could not be handed over. Holds no address and nothing of what the server said. */
    class NotCarried extends Exception {

        private final Why why;

        NotCarried(Why why) {
            super("The mail was not taken: " + why, null, false, false);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    /** Why a mail was not taken. */
    enum Why {
        /** No server answers, or it lets nobody in: the others would fare alike. */
        UNREACHABLE,
        /** The server answers and does not take this mail. */
        REFUSED,
        /** The address is none. */
        BAD_ADDRESS
    }
}
