package clinic.web.staff;

import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time away as typed, on a location's wall clock. Without times of day it takes whole days, the last one included.
 */
public record AbsenceForm(
        @Nullable String fromDate,
        @Nullable String fromTime,
        @Nullable String toDate,
        @Nullable String toTime,
        @Nullable String reason) {

    static AbsenceForm empty() {
        return new AbsenceForm(null, null, null, null, null);
    }

    /** What is wrong with the range, under the names of the fields it was typed into. */
    static List<Invalid.Problem> named(List<Invalid.Problem> problems) {
        return problems.stream()
                .map(problem -> switch (problem.field()) {
                    case "from" -> new Invalid.Problem("fromDate", problem.code(), problem.detail());
                    case "to" -> new Invalid.Problem("toDate", problem.code(), problem.detail());
                    default -> problem;
                })
                .toList();
    }

    TimeRange read(ZoneId zone) {
        var typed = new Typed();
        LocalDate first = typed.date("fromDate", fromDate, "the first day");
        LocalDate last = Typed.text(toDate) == null ? first : typed.date("toDate", toDate, "the last day");
        LocalTime begin =
                Typed.text(fromTime) == null ? LocalTime.MIDNIGHT : typed.time("fromTime", fromTime, "the beginning");
        boolean wholeDays = Typed.text(toTime) == null;
        LocalTime finish = wholeDays ? LocalTime.MIDNIGHT : typed.time("toTime", toTime, "the end");
        typed.check();
        Instant start = first.atTime(begin).atZone(zone).toInstant();
        Instant end = wholeDays
                ? last.plusDays(1).atStartOfDay(zone).toInstant()
                : last.atTime(finish).atZone(zone).toInstant();
        if (!start.isBefore(end)) {
            throw new Invalid("toDate", "ENDS_BEFORE_IT_STARTS", "Choose an end after the beginning.");
        }
        return new TimeRange(start, end);
    }
}
