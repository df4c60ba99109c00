package clinic.web.staff;

import clinic.booking.Appointments.Mark;
import clinic.booking.Status;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import clinic.web.staff.Period.Dates;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What figures are about.
 *
 * @param location absent means every place
 * @param zone on whose calendar the dates are cut
 * @param today on that calendar
 */
public record FigureScope(Period period, @Nullable LocationId location, ZoneId zone, LocalDate today) {

    private static final int AHEAD = 7;

    Dates dates() {
        return period.before(today, 0);
    }

    Dates before() {
        return period.before(today, 1);
    }

    Dates coming() {
        return new Dates(today, today.plusDays(AHEAD - 1));
    }

    TimeRange range(Dates dates) {
        return TimeRange.days(dates.first(), dates.last(), zone);
    }

    /** Where the appointments of these dates are listed. */
    public String list(Dates dates, Set<Status> statuses, @Nullable UUID doctor, @Nullable Mark mark) {
        return new AppointmentsFilter(
                        statuses,
                        doctor,
                        null,
                        location == null ? null : location.value(),
                        dates.first(),
                        dates.last(),
                        mark,
                        false)
                .address(null);
    }
}
