package clinic.web.staff;

import clinic.availability.WorkingPattern;
import clinic.directory.LocationId;
import clinic.shared.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's week as typed: a row for each stretch of hours, and an empty one for each day. A row without times is left
 * out.
 */
public record HoursForm(List<Row> rows) {

    private static final Row NOTHING = new Row(null, null, null, null, null, null, null, null);

    /** An entry of the week and one of its fields; a break is one field here. */
    private static final Pattern ENTRY = Pattern.compile("\\[(\\d{1,3})]\\.(\\w+).*");

    /** Rows that the form left out are empty ones. */
    public HoursForm(@Nullable List<@Nullable Row> rows) {
        this.rows = rows == null
                ? List.of()
                : rows.stream().map(row -> row == null ? NOTHING : row).toList();
    }

    /**
     * @param breaks such as "12:00-13:00, 15:30-15:45"
     * @param step minutes between the listed starts; empty means as the type says
     */
    public record Row(
            @Nullable DayOfWeek day,
            @Nullable String location,
            @Nullable String from,
            @Nullable String to,
            @Nullable String breaks,
            @Nullable String validFrom,
            @Nullable String validUntil,
            @Nullable String step) {

        boolean isEmpty() {
            return Typed.text(from) == null && Typed.text(to) == null;
        }
    }

    static HoursForm of(List<WorkingPattern> patterns) {
        var rows = new ArrayList<Row>();
        for (DayOfWeek day : DayOfWeek.values()) {
            patterns.stream()
                    .filter(p -> p.day() == day)
                    .sorted(Comparator.comparing(WorkingPattern::from))
                    .forEach(p -> rows.add(row(p)));
            rows.add(new Row(day, null, null, null, null, null, null, null));
        }
        return new HoursForm(rows);
    }

    private static Row row(WorkingPattern pattern) {
        Duration step = pattern.step();
        return new Row(
                pattern.day(),
                pattern.location().value().toString(),
                pattern.from().toString(),
                pattern.to().toString(),
                pattern.breaks().stream().map(b -> b.from() + "-" + b.to()).collect(Collectors.joining(", ")),
                pattern.validFrom() == null ? null : pattern.validFrom().toString(),
                pattern.validUntil() == null ? null : pattern.validUntil().toString(),
                step == null ? null : String.valueOf(step.toMinutes()));
    }

    public List<Row> shown() {
        return rows.stream().filter(r -> r.day() != null).toList();
    }

    /** What is wrong with the week, under the names of the fields it was typed into. */
    List<Invalid.Problem> named(List<Invalid.Problem> problems) {
        List<Integer> filled = IntStream.range(0, rows.size())
                .filter(n -> !rows.get(n).isEmpty())
                .boxed()
                .toList();
        return problems.stream()
                .map(problem -> {
                    Matcher entry = ENTRY.matcher(problem.field());
                    if (!entry.matches() || Integer.parseInt(entry.group(1)) >= filled.size()) {
                        return problem;
                    }
                    String field = switch (entry.group(2)) {
                        case "locationId" -> "location";
                        case "stepMinutes" -> "step";
                        default -> entry.group(2);
                    };
                    return new Invalid.Problem(
                            "rows[" + filled.get(Integer.parseInt(entry.group(1))) + "]." + field,
                            problem.code(),
                            problem.detail());
                })
                .toList();
    }

    /** @throws clinic.shared.Invalid naming each wrong field of each row */
    List<WorkingPattern> read() {
        var typed = new Typed();
        var patterns = new ArrayList<WorkingPattern>();
        for (int n = 0; n < rows.size(); n++) {
            Row row = rows.get(n);
            if (!row.isEmpty()) {
                patterns.add(read(row, "rows[" + n + "].", typed));
            }
        }
        typed.check();
        return patterns;
    }

    private static WorkingPattern read(Row row, String prefix, Typed typed) {
        DayOfWeek day = row.day();
        if (day == null) {
            typed.wrong(prefix + "day", "REQUIRED", "Choose the day.");
            day = DayOfWeek.MONDAY;
        }
        return new WorkingPattern(
                new LocationId(typed.id(prefix + "location", row.location(), "the place")),
                day,
                typed.time(prefix + "from", row.from(), "the beginning"),
                typed.time(prefix + "to", row.to(), "the end"),
                breaks(row, prefix, typed),
                typed.optionalDate(prefix + "validFrom", row.validFrom()),
                typed.optionalDate(prefix + "validUntil", row.validUntil()),
                typed.optionalMinutes(prefix + "step", row.step(), "the step"));
    }

    private static List<WorkingPattern.Break> breaks(Row row, String prefix, Typed typed) {
        String text = Typed.text(row.breaks());
        if (text == null) {
            return List.of();
        }
        var breaks = new ArrayList<WorkingPattern.Break>();
        for (String part : Arrays.stream(text.split(",")).map(String::strip).toList()) {
            String[] ends = part.split("[-–]", -1);
            if (ends.length != 2) {
                typed.wrong(prefix + "breaks", "MALFORMED", "Enter breaks as 12:00-13:00, with commas between them.");
                return List.of();
            }
            breaks.add(new WorkingPattern.Break(
                    typed.time(prefix + "breaks", ends[0].strip(), "the beginning of the break"),
                    typed.time(prefix + "breaks", ends[1].strip(), "the end of the break")));
        }
        return breaks;
    }
}
