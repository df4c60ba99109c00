package clinic.web;

import clinic.booking.AppointmentView;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.reply.Replies.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What {@code patient/reply} shows, as {@code view}. In state ASK its form posts {@code token} to where the page is: opening
 * a link answers nothing, since mail scanners do that too.
 *
 * @param token for the hidden field; empty in the other states
 * @param visit absent when INVALID
 */
public record ReplyView(
        State state, Reply reply, String token, @Nullable Shown visit) {

    /** A visit as a mail names it: not of which kind it is. */
    public record Shown(AppointmentView appointment, Doctor doctor, Location location) {}

    /** INVALID: unknown, used before, or overtaken. RING: past the cut-off. */
    public enum State {
        ASK,
        GIVEN,
        RING,
        INVALID
    }

    static ReplyView invalid(Reply reply) {
        return new ReplyView(State.INVALID, reply, "", null);
    }
}
