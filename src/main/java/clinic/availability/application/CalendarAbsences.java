package clinic.availability.application;

import static java.time.temporal.ChronoUnit.MINUTES;

import clinic.availability.ImportedAbsences.Skipped;
import clinic.availability.application.CalendarFile.Event;
import clinic.availability.application.CalendarFile.Property;
import clinic.availability.application.CalendarTimes.Length;
import clinic.availability.application.CalendarTimes.Time;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a calendar says that its owner is away. Events that block time do; those marked as free or cancelled do not. What
 * repeats is followed for two years, without the dates that are taken out or moved. What is over is left out.
 */
final class CalendarAbsences {

    private static final int AHEAD_YEARS = 2;
    private static final int MOST = 1000;
    private static final int MOST_REPEATS = 1000;

    /** @param replaces the date of a series that this event stands for, when it stands for one */
    private record Read(
            Event event,
            Time start,
            Length length,
            @Nullable Time replaces) {

        TimeRange during(LocalDateTime from) {
            Instant begin = Time.at(from, start.clock());
            return range(event, begin, end(from));
        }

        /** When it would end if it began then. */
        Instant end(LocalDateTime from) {
            return Time.at(from.plusDays(length.days()), start.clock()).plus(length.rest());
        }

        Duration lasts() {
            return Duration.between(start.instant(), end(start.local()));
        }

        boolean repeats() {
            return replaces == null
                    && (!event.all("RRULE").isEmpty() || !event.all("RDATE").isEmpty());
        }
    }

    /** Dates that a series does without. */
    private record Except(Set<Instant> instants, Set<LocalDate> dates) {

        Except() {
            this(new HashSet<>(), new HashSet<>());
        }

        void add(Time time) {
            if (time.wholeDay()) {
                dates.add(time.local().toLocalDate());
            } else {
                instants.add(time.instant());
            }
        }

        boolean covers(LocalDateTime local, ZoneRules clock) {
            return dates.contains(local.toLocalDate()) || instants.contains(Time.at(local, clock));
        }
    }

    private final CalendarTimes times;
    private final Instant now;
    private final Instant horizon;
    private final TreeSet<TimeRange> found =
            new TreeSet<>(Comparator.comparing(TimeRange::start).thenComparing(TimeRange::end));
    private final Map<Skipped, Integer> skipped = new EnumMap<>(Skipped.class);

    /**
     * @param zone on whose clock times stand that name none
     * @throws Invalid naming the event that cannot be meant
     */
    CalendarAbsences(CalendarFile file, ZoneId zone, Instant now) {
        this.times = new CalendarTimes(file, zone.getRules());
        this.now = now;
        this.horizon = now.atZone(zone).plusYears(AHEAD_YEARS).toInstant();
        List<Read> events = file.events().stream().map(this::read).toList();
        Map<String, Except> moved = new HashMap<>();
        events.forEach(event -> {
            if (event.replaces() != null) {
                moved.computeIfAbsent(uid(event.event()), uid -> new Except()).add(event.replaces());
            }
        });
        events.forEach(event -> take(event, moved.getOrDefault(uid(event.event()), new Except())));
    }

    /** Each time once, soonest first. */
    List<TimeRange> times() {
        return List.copyOf(found);
    }

    Map<Skipped, Integer> skipped() {
        return skipped;
    }

    private static String uid(Event event) {
        return event.first("UID").map(Property::value).orElse("#" + event.number());
    }

    private Read read(Event event) {
        if (!event.all("EXRULE").isEmpty()
                || event.first("RECURRENCE-ID")
                        .filter(id -> id.parameters().containsKey("RANGE"))
                        .isPresent()) {
            throw event.invalid(
                    "NOT_SUPPORTED",
                    "changes many dates of a series at once (EXRULE or RANGE). Enter those dates by hand.");
        }
        Time start = event.first("DTSTART")
                .map(it -> times.time(event, it, it.value()))
                .orElseThrow(event::unreadable);
        Time replaces = event.first("RECURRENCE-ID")
                .map(it -> times.time(event, it, it.value()))
                .orElse(null);
        return new Read(event, start, times.length(event, start), replaces);
    }

    private void take(Read read, Except moved) {
        Event event = read.event();
        if (says(event, "STATUS", "CANCELLED")) {
            skip(Skipped.CANCELLED);
        } else if (says(event, "TRANSP", "TRANSPARENT")) {
            skip(Skipped.FREE);
        } else if (read.lasts().isZero()) {
            skip(Skipped.NO_LENGTH);
        } else if (read.repeats()) {
            takeSeries(read, moved);
        } else if (read.lasts().isPositive() && !read.end(read.start().local()).isAfter(now)) {
            skip(Skipped.OVER);
        } else {
            take(during(read));
        }
    }

    private static boolean says(Event event, String name, String value) {
        return event.first(name)
                .filter(property -> property.value().equalsIgnoreCase(value))
                .isPresent();
    }

    private void takeSeries(Read read, Except moved) {
        Event event = read.event();
        ZoneRules clock = read.start().clock();
        checkLength(event, read.lasts());
        var except = new Except(new HashSet<>(moved.instants()), new HashSet<>(moved.dates()));
        event.all("EXDATE")
                .forEach(property -> values(property).forEach(v -> except.add(times.time(event, property, v))));
        Set<TimeRange> series = new HashSet<>();
        Stream.concat(
                        Stream.of(read.start().local()),
                        event.all("RRULE").stream().flatMap(rule -> dates(read, rule)))
                .filter(local -> !except.covers(local, clock))
                .forEach(local -> series.add(read.during(local)));
        for (Property property : event.all("RDATE")) {
            for (String value : values(property)) {
                String[] ends = value.split("/", 2);
                Time start = times.time(event, property, ends[0]);
                if (!except.covers(start.local(), start.clock())) {
                    series.add(
                            ends.length == 1
                                    ? new Read(event, start, read.length(), null).during(start.local())
                                    : period(event, property, start, ends[1]));
                }
            }
        }
        List<TimeRange> ahead = series.stream()
                .filter(during -> during.end().isAfter(now) && during.start().isBefore(horizon))
                .toList();
        ahead.forEach(this::take);
        if (ahead.isEmpty()) {
            skip(read.start().instant().isBefore(horizon) ? Skipped.OVER : Skipped.TOO_FAR);
        }
    }

    private TimeRange period(Event event, Property property, Time start, String end) {
        Read read = new Read(
                event,
                start,
                end.startsWith("P")
                        ? CalendarTimes.duration(event, end)
                        : new Length(
                                0,
                                Duration.between(
                                        start.instant(),
                                        times.time(event, property, end).instant())),
                null);
        return during(read);
    }

    /** An event that stands alone, as long as it may be kept. */
    private static TimeRange during(Read read) {
        checkLength(read.event(), read.lasts());
        TimeRange during = read.during(read.start().local());
        if (during.end().isAfter(Hours.EVER.end())) {
            throw read.event().invalid("OUT_OF_RANGE", "is after the year 3000. Mend it, or take it out.");
        }
        return during;
    }

    private static void checkLength(Event event, Duration lasts) {
        if (lasts.isNegative()) {
            throw event.invalid("ENDS_BEFORE_IT_STARTS", "ends before it begins. Mend it, or take it out.");
        }
        if (lasts.compareTo(Hours.LONGEST_ABSENCE) > 0) {
            throw event.invalid("TOO_LONG", "lasts longer than two years. Split it, or take it out.");
        }
    }

    private static List<String> values(Property property) {
        return Arrays.stream(property.value().split(",")).map(String::strip).toList();
    }

    /** The dates of one rule that are not over, on the event's clock. */
    private Stream<LocalDateTime> dates(Read read, Property rule) {
        Event event = read.event();
        List<String> parts = new ArrayList<>();
        String until = null;
        for (String part : rule.value().toUpperCase(Locale.ROOT).split(";")) {
            String[] named = part.split("=", 2);
            if (named.length != 2) {
                throw event.unreadable();
            }
            if (named[0].equals("UNTIL")) {
                until = named[1];
            } else {
                checkPart(event, named[0], named[1]);
                parts.add(part);
            }
        }
        ZoneRules clock = read.start().clock();
        LocalDateTime from = local(now.minus(read.lasts()), clock);
        Time last = until == null ? null : until(read, until);
        return CalendarFile.dates(
                        event,
                        String.join(";", parts),
                        read.start().local(),
                        from.minusDays(1),
                        local(horizon, clock).plusDays(1))
                .stream()
                .filter(local -> last == null
                        || (last.wholeDay()
                                ? !local.toLocalDate().isAfter(last.local().toLocalDate())
                                : !Time.at(local, clock).isAfter(last.instant())));
    }

    private static LocalDateTime local(Instant instant, ZoneRules clock) {
        return LocalDateTime.ofInstant(instant, clock.getOffset(instant));
    }

    /** The last time that a series can begin, on its own clock unless it is written in UTC. */
    private Time until(Read read, String text) {
        Time end = times.time(read.event(), new Property(Map.of(), text), text);
        return text.endsWith("Z")
                ? end
                : new Time(end.local(), end.wholeDay(), read.start().clock());
    }

    /** Nobody is away more often than daily, and what is counted one by one stays countable. */
    private static void checkPart(Event event, String name, String value) {
        boolean tooOften = switch (name) {
            case "FREQ" -> Set.of("SECONDLY", "MINUTELY", "HOURLY").contains(value);
            case "BYHOUR", "BYMINUTE", "BYSECOND" -> value.contains(",");
            default -> false;
        };
        if (tooOften) {
            throw event.invalid("TOO_OFTEN", "repeats several times a day. Give each time of day an event of its own.");
        }
        try {
            if (name.equals("INTERVAL") && Integer.parseInt(value) < 1
                    || name.equals("COUNT") && Integer.parseInt(value) < 1) {
                throw event.unreadable();
            }
            if (name.equals("COUNT") && Integer.parseInt(value) > MOST_REPEATS) {
                throw event.invalid(
                        "TOO_MANY", "repeats more than " + MOST_REPEATS + " times. Let it end on a date instead.");
            }
        } catch (NumberFormatException e) {
            throw event.unreadable();
        }
    }

    private void take(TimeRange during) {
        if (!found.add(during)) {
            skip(Skipped.ALREADY_THERE);
        } else if (found.size() > MOST) {
            throw new Invalid(
                    CalendarFile.FIELD,
                    "TOO_MANY",
                    "The file makes more than " + MOST + " absences. Split it, or export a shorter time.");
        }
    }

    private void skip(Skipped why) {
        skipped.merge(why, 1, Integer::sum);
    }

    /** Whole minutes, and no less than the event. */
    private static TimeRange range(Event event, Instant start, Instant end) {
        Instant last = end.truncatedTo(MINUTES);
        Instant begin = start.truncatedTo(MINUTES);
        Instant finish = last.equals(end) ? end : last.plus(1, MINUTES);
        if (!begin.isBefore(finish)) {
            throw event.unreadable();
        }
        return new TimeRange(begin, finish);
    }
}
