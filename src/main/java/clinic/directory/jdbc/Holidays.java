package clinic.directory.jdbc;

import clinic.directory.Directory.Holiday;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Year;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Public holidays as the library knows them. */
final class Holidays {

    private Holidays() {}

    static List<Holiday> of(String country, @Nullable String region, int year, ZoneId zone) {
        var check = new Invalid.Check();
        String calendar = country.toLowerCase(Locale.ROOT);
        boolean known = HolidayManager.getSupportedCalendarCodes().contains(country.toUpperCase(Locale.ROOT));
        check.that(known, "country", "UNKNOWN", "There is no calendar of holidays for this country.");
        check.number("year", year, 1900, 2199);
        check.done();

        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(calendar));
        String[] part = region == null ? new String[0] : new String[] {region.toLowerCase(Locale.ROOT)};
        if (part.length > 0) {
            CalendarHierarchy whole = manager.getCalendarHierarchy();
            check.that(
                    whole.getChildren().containsKey(part[0]),
                    "region",
                    "UNKNOWN",
                    "There is no calendar of holidays for this part of the country.");
            check.done();
        }
        return manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, part).stream()
                .map(day -> new Holiday(day.getDescription(Locale.ENGLISH), TimeRange.day(day.getDate(), zone)))
                .sorted(Comparator.comparing((Holiday day) -> day.during().start())
                        .thenComparing(Holiday::name))
                .toList();
    }
}
