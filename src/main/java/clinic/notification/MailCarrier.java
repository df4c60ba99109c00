package clinic.notification;

/** Takes a mail out of the house: to a mail server, or in the demo clinic to the demo mailbox. */
interface MailCarrier {

    /** Returns when the other side has taken the mail over. Never called inside a transaction. */
    void carry(Mail mail) throws NotCarried;
}
