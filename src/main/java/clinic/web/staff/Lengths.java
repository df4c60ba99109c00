package clinic.web.staff;

import clinic.web.Page;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes how long something takes or has taken, short enough for a list. */
public final class Lengths {

    private Lengths() {}

    /** "12 min", "3 h 10 m", and from two days on "4 days"; nothing for nothing. */
    public static String words(Page page, @Nullable Duration length) {
        if (length == null) {
            return "";
        }
        if (length.toMinutes() < 60) {
            return page.msg("length.minutes", length.toMinutes());
        }
        return length.toHours() < 48
                ? page.msg("length.hours", length.toHours(), length.toMinutesPart())
                : page.msg("length.days", length.toDays());
    }
}
