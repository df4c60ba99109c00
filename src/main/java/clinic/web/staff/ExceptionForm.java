package clinic.web.staff;

import clinic.availability.WorkingException.Stretch;
import clinic.directory.LocationId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Other hours on one date as typed, on the clock of the place, or none. */
public record ExceptionForm(
        @Nullable String date,
        @Nullable String locationId,
        @Nullable Boolean closed,
        @Nullable String from,
        @Nullable String to) {

    static ExceptionForm empty() {
        return new ExceptionForm(null, null, null, null, null);
    }

    /** @param stretch absent means closed */
    record Read(
            LocationId location, LocalDate date, @Nullable Stretch stretch) {}

    /** @throws clinic.shared.Invalid naming each wrong field */
    Read read() {
        var typed = new Typed();
        LocalDate day = typed.date("date", date, "the date");
        var location = new LocationId(typed.id("locationId", locationId, "the place"));
        Stretch stretch = null;
        if (!Boolean.TRUE.equals(closed)) {
            stretch = new Stretch(typed.time("from", from, "the beginning"), typed.time("to", to, "the end"));
        } else if (Typed.text(from) != null || Typed.text(to) != null) {
            typed.wrong("closed", "HAS_HOURS", "Leave the times empty when there are no hours that day.");
        }
        typed.check();
        return new Read(location, day, stretch);
    }
}
