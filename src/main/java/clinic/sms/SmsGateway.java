package clinic.sms;

/** Takes text messages out of the house. There is none where the clinic has not configured one. */
public interface SmsGateway {

    /** Returns when the other side has taken the message over. Never called inside a transaction. */
    void send(TextMessage message) throws NotSent;

    /** The message could not be handed over. Holds no number and nothing of what the gateway said. */
    class NotSent extends Exception {

        private final Why why;

        /** @param why the gateway's answer in one word */
        public NotSent(Why why) {
            super("The text message was not taken: " + why, null, false, false);
            this.why = why;
        }

        /** Decides whether another try is worth it. */
        public Why why() {
            return why;
        }
    }

    /** Why a message was not taken. */
    enum Why {
        /** No gateway answers, or it is overloaded or lets nobody in: the others would fare alike. */
        UNREACHABLE,
        /** The gateway answers and does not take this message. */
        REFUSED,
        /** The number is none, or none that takes text messages. */
        BAD_NUMBER
    }
}
