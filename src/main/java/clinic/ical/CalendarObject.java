package clinic.ical;

/**
 * One visit as an iCalendar object (RFC 5545), ready to be sent: lines of at most 75 octets, each ended by CRLF.
 *
 * @param method the same as in the text
 */
public record CalendarObject(Method method, String text) {

    /** What the reader's calendar is to do with it (RFC 5546). */
    public enum Method {
        /** Put it in, or bring it up to date. */
        REQUEST,
        /** Take it out. */
        CANCEL,
        /** A copy to keep; later changes do not come by themselves. */
        PUBLISH
    }

    /** As calendar programs want it told beside the text. */
    public String contentType() {
        return "text/calendar; method=" + method + "; charset=UTF-8";
    }

    /** Shows no address. */
    @Override
    public String toString() {
        return "CalendarObject[" + method + "]";
    }
}
