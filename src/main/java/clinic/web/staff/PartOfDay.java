package clinic.web.staff;

import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** How much of a holiday a place is shut. The day is halved at noon on its clock, however long the clocks make it. */
public enum PartOfDay {
    WHOLE,
    MORNING,
    AFTERNOON;

    /** @param day a whole local day in this zone */
    TimeRange of(TimeRange day, ZoneId zone) {
        Instant noon = day.start().atZone(zone).with(LocalTime.NOON).toInstant();
        return switch (this) {
            case WHOLE -> day;
            case MORNING -> new TimeRange(day.start(), noon);
            case AFTERNOON -> new TimeRange(noon, day.end());
        };
    }
}
