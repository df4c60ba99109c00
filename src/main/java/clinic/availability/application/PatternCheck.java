package clinic.availability.application;

import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.directory.Location;
import clinic.shared.Invalid;
import clinic.shared.Invalid.Problem;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a week of hours can be meant; names every field that cannot, as the caller wrote it. */
final class PatternCheck {

    private static final int MOST_PATTERNS = 100;
    private static final int MOST_BREAKS = 10;
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    private final List<Problem> problems = new ArrayList<>();

    private PatternCheck() {}

    /** @throws Invalid naming each problem */
    static void check(List<WorkingPattern> patterns, List<Location> locations) {
        PatternCheck check = new PatternCheck();
        if (patterns.size() > MOST_PATTERNS) {
            check.add("", "TOO_MANY", "A week has at most " + MOST_PATTERNS + " stretches of hours.");
        } else {
            for (int i = 0; i < patterns.size(); i++) {
                check.one("[" + i + "].", patterns.get(i), locations);
            }
            check.overlaps(patterns);
        }
        if (!check.problems.isEmpty()) {
            throw new Invalid(check.problems);
        }
    }

    private void one(String at, WorkingPattern pattern, List<Location> locations) {
        if (locations.stream().noneMatch(location -> location.id().equals(pattern.location()))) {
            add(at + "locationId", "UNKNOWN", "There is no such location.");
        }
        checkMinute(at + "from", pattern.from());
        checkMinute(at + "to", pattern.to());
        if (pattern.from().equals(pattern.to())) {
            add(at + "to", "EMPTY", "The hours must end at another time than they begin.");
        }
        if (pattern.validFrom() != null
                && pattern.validUntil() != null
                && pattern.validUntil().isBefore(pattern.validFrom())) {
            add(at + "validUntil", "BEFORE_START", "The last date must not lie before the first.");
        }
        if (pattern.step() != null
                && (pattern.step().toMinutes() < 5 || pattern.step().toMinutes() > 240)) {
            add(at + "stepMinutes", "OUT_OF_RANGE", "Give 5 to 240 minutes.");
        }
        if (pattern.breaks().size() > MOST_BREAKS) {
            add(at + "breaks", "TOO_MANY", "Give at most " + MOST_BREAKS + " breaks.");
            return;
        }
        for (int i = 0; i < pattern.breaks().size(); i++) {
            breakWithin(at + "breaks[" + i + "].", pattern, pattern.breaks().get(i));
        }
    }

    private void breakWithin(String at, WorkingPattern pattern, Break pause) {
        checkMinute(at + "from", pause.from());
        checkMinute(at + "to", pause.to());
        int from = after(pattern.from(), pause.from());
        int to = after(pattern.from(), pause.to());
        int end = after(pattern.from(), pattern.to());
        if (from >= to || to > (end == 0 ? DAY : end)) {
            add(at + "from", "OUTSIDE_HOURS", "A break lies within its hours and ends after it begins.");
        }
    }

    private void overlaps(List<WorkingPattern> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (overlap(patterns.get(i), patterns.get(j))) {
                    add("[" + i + "].from", "OVERLAPS", "These hours overlap those of entry " + j + ".");
                }
            }
        }
    }

    /** On one wall clock; hours at locations in different zones are kept apart by the ledger, visit by visit. */
    private static boolean overlap(WorkingPattern a, WorkingPattern b) {
        if (!touch(a.validFrom(), a.validUntil(), b.validFrom(), b.validUntil())) {
            return false;
        }
        int startA = minuteOfWeek(a);
        int startB = minuteOfWeek(b);
        return Math.floorMod(startB - startA, WEEK) < length(a) || Math.floorMod(startA - startB, WEEK) < length(b);
    }

    private static boolean touch(
            @Nullable LocalDate fromA,
            @Nullable LocalDate untilA,
            @Nullable LocalDate fromB,
            @Nullable LocalDate untilB) {
        return (untilA == null || fromB == null || !fromB.isAfter(untilA))
                && (untilB == null || fromA == null || !fromA.isAfter(untilB));
    }

    private static int minuteOfWeek(WorkingPattern pattern) {
        return (pattern.day().getValue() - 1) * DAY + pattern.from().toSecondOfDay() / 60;
    }

    private static int length(WorkingPattern pattern) {
        int minutes = after(pattern.from(), pattern.to());
        return minutes == 0 ? DAY : minutes;
    }

    private static int after(LocalTime start, LocalTime time) {
        return Math.floorMod((time.toSecondOfDay() - start.toSecondOfDay()) / 60, DAY);
    }

    private void checkMinute(String field, LocalTime time) {
        if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            add(field, "NOT_A_MINUTE", "Give hours and minutes only.");
        }
    }

    private void add(String field, String code, String detail) {
        problems.add(new Problem(field, code, detail));
    }
}
