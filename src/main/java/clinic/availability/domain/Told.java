package clinic.availability.domain;

import clinic.availability.domain.RuleBook.Wanted;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what each rule of the rule book went by, on the clock of the place. Tells nothing about who the others are. */
record Told(Wanted wanted) {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    static String offer(boolean offered) {
        return offered ? "The doctor offers this there." : "The doctor does not offer this there: see the offers.";
    }

    String durations() {
        return "The offer allows "
                + wanted.terms().durations().stream()
                        .map(length -> String.valueOf(length.toMinutes()))
                        .collect(Collectors.joining(", "))
                + " minutes; this takes " + wanted.visit().length().toMinutes() + ".";
    }

    String now() {
        return "It is now " + at(wanted.facts().now()) + ".";
    }

    String leadTime() {
        return set(PolicyRule.LEAD_TIME, "a lead time of " + lasting(policy().leadTime())) + ": from "
                + at(wanted.facts().now().plus(policy().leadTime())) + " on.";
    }

    String horizon() {
        return set(PolicyRule.HORIZON, "a horizon of " + lasting(policy().horizon())) + ": until "
                + at(wanted.facts().now().plus(policy().horizon())) + ".";
    }

    String hours() {
        List<Shift> otherwise = wanted.doctor().shifts().stream()
                .filter(shift -> shift.location().equals(wanted.place().id()) && day().equals(shift.exception()))
                .toList();
        boolean closed =
                otherwise.stream().anyMatch(shift -> shift.hours().ranges().isEmpty());
        return listed(
                closed
                        ? "Other hours hold there on this date, instead of the week's"
                        : otherwise.isEmpty()
                                ? "The doctor's hours there"
                                : "The doctor's hours there, extra ones of this date among them",
                closed
                        ? "The doctor has no hours there on this date, unlike in the week."
                        : "The doctor has no hours there that day.",
                wanted.doctor().shifts().stream()
                        .filter(shift -> shift.location().equals(wanted.place().id()))
                        .flatMap(shift -> shift.hours().ranges().stream()));
    }

    String breaks() {
        return listed(
                "Breaks",
                "No break that day.",
                wanted.doctor().shifts().stream()
                        .filter(shift -> shift.location().equals(wanted.place().id()))
                        .flatMap(shift -> shift.breaks().ranges().stream()));
    }

    String closures() {
        return listed(
                "The place is closed",
                "The place is not closed that day.",
                ranges(wanted.place().closed()));
    }

    String absences() {
        return listed(
                "The doctor is away",
                "The doctor is not away that day.",
                ranges(wanted.doctor().absent()));
    }

    String grid() {
        List<Shift> shifts = wanted.shifts();
        return shifts.isEmpty()
                ? "Starts are counted from the beginning of each opening."
                : shifts.stream()
                        .map(shift -> "Every "
                                + counted(
                                        wanted.terms()
                                                .step(shift, wanted.visit().length())
                                                .toMinutes(),
                                        "minute") + " from "
                                + shift.openings()
                                        .stretchAround(wanted.visit())
                                        .map(opening -> at(opening.start()))
                                        .orElse("the beginning of the opening")
                                + ".")
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    String visits() {
        return listed(
                "Taken", "Nothing is taken that day.", ranges(wanted.booked().taken()));
    }

    String gap() {
        return "Kept free: " + lasting(wanted.terms().before()) + " before and "
                + lasting(wanted.terms().after()) + " after, or the neighbour's where that is longer.";
    }

    String travel() {
        return set(PolicyRule.TRAVEL, lasting(policy().travel()) + " of travel between places") + ". "
                + listed(
                        "Taken at other places",
                        "Nothing is taken at other places that day.",
                        ranges(wanted.booked().elsewhere(wanted.place().id())));
    }

    String patient() {
        return wanted.facts().patient() == null
                ? "No patient was named."
                : listed(
                        "The patient's visits",
                        "The patient has no other visit that day.",
                        wanted.patient().visits().stream());
    }

    String rooms() {
        return wanted.terms().roomRequired()
                ? RuleBook.freeRooms(wanted.place(), wanted.visit()).size() + " of "
                        + wanted.place().rooms().size() + " rooms are free."
                : "No room is needed.";
    }

    String blocked() {
        if (wanted.facts().patient() == null) {
            return "No patient was named.";
        }
        return wanted.patient().blocked() ? "The patient is kept from booking." : "The patient may book.";
    }

    String limits() {
        String doctor = "The doctor has " + wanted.doctorsDay() + " that day. "
                + atMost(PolicyRule.MAX_PER_DOCTOR_PER_DAY, "a day for a doctor") + " ";
        return wanted.facts().patient() == null
                ? doctor + "No patient was named."
                : doctor + "The patient has " + wanted.patient().open() + " ahead and " + wanted.sameDay()
                        + " that day. " + atMost(PolicyRule.MAX_OPEN_PER_PATIENT, "ahead for a patient") + " "
                        + atMost(PolicyRule.MAX_PER_PATIENT_PER_DAY, "a day for a patient");
    }

    private Policy policy() {
        return wanted.policy();
    }

    private String atMost(PolicyRule rule, String where) {
        return set(rule, "at most " + counted(policy().setting(rule).value(), "visit") + " " + where) + ".";
    }

    /** What the policy sets in words, after who sets it. */
    private String set(PolicyRule rule, String words) {
        return switch (policy().setting(rule).source()) {
                    case CLINIC -> "The clinic sets ";
                    case TYPE -> "This type sets ";
                    case DOCTOR -> "For this doctor is set ";
                }
                + words;
    }

    private static Stream<TimeRange> ranges(Spans spans) {
        return spans.ranges().stream();
    }

    /** Those of the visit's day. */
    private String listed(String what, String none, Stream<TimeRange> ranges) {
        LocalDate day = day();
        TimeRange whole = TimeRange.day(day, wanted.place().zone());
        String said = ranges.filter(whole::overlaps)
                .map(range -> at(range.start()) + " to " + at(range.end()))
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? none : what + ": " + said + ".";
    }

    private LocalDate day() {
        return wanted.visit().start().atZone(wanted.place().zone()).toLocalDate();
    }

    private String at(Instant instant) {
        return DAY_AND_TIME.format(instant.atZone(wanted.place().zone()));
    }

    /** In the largest unit that needs no fraction. */
    private static String lasting(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes != 0 && minutes % 1440 == 0) {
            return counted(minutes / 1440, "day");
        }
        return minutes != 0 && minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
