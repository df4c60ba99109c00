package clinic.availability.application;

import clinic.shared.Invalid;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.DefaultContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.ZoneRulesBuilder;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.TzId;
import org.jspecify.annotations.Nullable;

/**
 * An iCalendar file (RFC 5545): what its events say of when, the time zones it explains, and the dates of a rule. What
 * events are about is passed over while reading. The one place that knows ical4j, whose calendars are not built: they
 * would keep the zones of every file for as long as the program runs, and compare some times in the server's own.
 */
final class CalendarFile {

    static final String FIELD = "file";

    private static final Set<String> OF_INTEREST = Set.of(
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "EXRULE",
            "RECURRENCE-ID",
            "STATUS",
            "TRANSP");
    private static final int MOST_EVENTS = 5000;
    private static final int DEEPEST = 3;

    /** One line of an event. @param parameters by their names in capitals, without quotes */
    record Property(Map<String, String> parameters, String value) {}

    /** @param number counts the events of the file from 1, so that people can find it */
    record Event(int number, Map<String, List<Property>> properties) {

        Optional<Property> first(String name) {
            return all(name).stream().findFirst();
        }

        List<Property> all(String name) {
            return properties.getOrDefault(name, List.of());
        }

        Invalid invalid(String code, String problem) {
            return new Invalid(FIELD, code, "Event " + number + " of the file " + problem);
        }

        Invalid unreadable() {
            return invalid("MALFORMED", "cannot be read. Export the calendar again, or take that event out.");
        }
    }

    private final List<Event> events;
    private final Map<String, VTimeZone> explained;
    private final Map<String, ZoneRules> zones = new HashMap<>();

    private CalendarFile(List<Event> events, Map<String, VTimeZone> explained) {
        this.events = events;
        this.explained = explained;
    }

    /** @throws Invalid for a text that is no calendar, naming the event that cannot be read */
    static CalendarFile read(String text) {
        var reading = new Reading();
        try (var lines = new UnfoldingReader(new StringReader(text), true)) {
            new CalendarParserImpl(true).parse(lines, reading);
        } catch (IOException | ParserException | RuntimeException e) {
            // What went wrong is not told on: it would quote the file.
            throw e.getCause() instanceof Invalid known ? known : reading.unreadable();
        }
        return new CalendarFile(reading.events, reading.zones());
    }

    List<Event> events() {
        return events;
    }

    /** The clock of that name: as the world knows it, or else as the file explains it. */
    ZoneRules zone(Event event, String name) {
        return zones.computeIfAbsent(
                name,
                id -> known(id)
                        .or(() -> explained(event, id))
                        .orElseThrow(() -> event.invalid(
                                "UNKNOWN_ZONE",
                                "is in a time zone that the file does not explain. Export the calendar with its time"
                                        + " zones.")));
    }

    private static Optional<ZoneRules> known(String id) {
        try {
            return Optional.of(ZoneId.of(id).getRules());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<ZoneRules> explained(Event event, String id) {
        try {
            return Optional.ofNullable(explained.get(id))
                    .map(zone -> new ZoneRulesBuilder().vTimeZone(zone).build());
        } catch (RuntimeException e) {
            throw event.invalid("MALFORMED", "is in a time zone that cannot be read. Export the calendar again.");
        }
    }

    /**
     * The dates of a rule from its first on that lie between two times, on the event's own clock.
     *
     * @param rule without an end date, which ical4j would compare on the server's clock
     */
    static List<LocalDateTime> dates(
            Event event, String rule, LocalDateTime first, LocalDateTime from, LocalDateTime to) {
        try {
            return new Recur<LocalDateTime>(rule).getDates(first, from, to);
        } catch (RuntimeException e) {
            throw event.unreadable();
        }
    }

    /** Takes down what the parser finds. Events stand in the calendar itself; their reminders and the like are not read. */
    private static final class Reading implements ContentHandler {

        private final List<Event> events = new ArrayList<>();
        private final List<VTimeZone> found = new ArrayList<>();
        // Without a registry, which it asks for before each use, it keeps no zone beyond this file.
        @SuppressWarnings("NullAway")
        private final ContentHandler zoneReader =
                new DefaultContentHandler(calendar -> found.addAll(calendar.getComponents(Component.VTIMEZONE)), null);

        private int depth;
        private boolean inEvent;
        private boolean inZone;
        private @Nullable String property;
        private Map<String, String> parameters = Map.of();
        private String value = "";

        Map<String, VTimeZone> zones() {
            Map<String, VTimeZone> byName = new HashMap<>();
            for (VTimeZone zone : found) {
                TzId name = zone.getTimeZoneId();
                if (name != null) {
                    byName.putIfAbsent(name.getValue(), zone);
                }
            }
            return byName;
        }

        Invalid unreadable() {
            return events.isEmpty()
                    ? new Invalid(FIELD, "MALFORMED", "This is no calendar. Choose a file that ends in .ics.")
                    : events.getLast().unreadable();
        }

        @Override
        public void startCalendar() {
            zoneReader.startCalendar();
        }

        @Override
        public void endCalendar() throws IOException {
            zoneReader.endCalendar();
        }

        @Override
        public void startComponent(String name) {
            depth++;
            if (depth > DEEPEST) {
                throw new IllegalStateException("Nested too deep");
            }
            if (depth == 1) {
                inEvent = name.equals("VEVENT");
            }
            if (depth == 1 && inEvent) {
                if (events.size() == MOST_EVENTS) {
                    throw new Invalid(FIELD, "TOO_MANY", "A file has at most " + MOST_EVENTS + " events. Split it.");
                }
                events.add(new Event(events.size() + 1, new HashMap<>()));
            }
            inZone |= depth == 1 && name.equals("VTIMEZONE");
            if (inZone) {
                zoneReader.startComponent(name);
            }
        }

        @Override
        public void endComponent(String name) {
            if (inZone) {
                zoneReader.endComponent(name);
            }
            depth--;
            inZone &= depth > 0;
        }

        @Override
        public void startProperty(String name) {
            property = name.toUpperCase(Locale.ROOT);
            parameters = new HashMap<>();
            if (inZone) {
                zoneReader.startProperty(name);
            }
        }

        @Override
        public void parameter(String name, String value) {
            parameters.put(name.toUpperCase(Locale.ROOT), value.replace("\"", ""));
            if (inZone) {
                zoneReader.parameter(name, value);
            }
        }

        @Override
        public void propertyValue(String value) {
            this.value = value.strip();
            if (inZone) {
                checkZoneRule(this.value);
                zoneReader.propertyValue(value);
            }
        }

        @Override
        public void endProperty(String name) {
            if (inZone) {
                zoneReader.endProperty(name);
            } else if (depth == 1 && inEvent && OF_INTEREST.contains(property)) {
                events.getLast()
                        .properties()
                        .computeIfAbsent(property, key -> new ArrayList<>())
                        .add(new Property(parameters, value));
            }
        }

        /** A clock is changed once a year on a day; anything quicker would be counted from the year 1601 on. */
        private void checkZoneRule(String rule) {
            if ("RRULE".equals(property)
                    && Stream.of(rule.toUpperCase(Locale.ROOT).split(";"))
                            .anyMatch(part -> part.startsWith("FREQ=") && !part.equals("FREQ=YEARLY")
                                    || part.matches("BY(HOUR|MINUTE|SECOND)=.*"))) {
                throw new IllegalStateException("No rule of a clock");
            }
        }
    }
}
