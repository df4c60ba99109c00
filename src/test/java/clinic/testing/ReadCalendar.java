package clinic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;
import org.jspecify.annotations.Nullable;

/**
 * The one event of an iCalendar object, as calendar programs read it.
 *
 * @param guests the addresses of the attendees
 */
public record ReadCalendar(
        String method,
        String uid,
        int sequence,
        String status,
        Instant stamp,
        Instant start,
        @Nullable Instant end,
        String summary,
        String location,
        @Nullable String description,
        String organizer,
        List<String> guests) {

    /** Reads it with two libraries that share no code, which must agree, and both must find nothing wrong with it. */
    public static ReadCalendar of(String text) {
        ReadCalendar one = byIcal4j(text);
        assertThat(byBiweekly(text)).isEqualTo(one);
        return one;
    }

    private static ReadCalendar byIcal4j(String text) {
        Calendar calendar;
        try {
            calendar = new CalendarBuilder().build(new StringReader(text));
        } catch (IOException | ParserException e) {
            throw new AssertionError("ical4j cannot read it", e);
        }
        assertThat(calendar.validate().getEntries()).isEmpty();
        List<VEvent> events = calendar.getComponents(Component.VEVENT);
        assertThat(calendar.getComponents().size()).isEqualTo(1);
        VEvent event = events.getFirst();
        return new ReadCalendar(
                value(calendar.getProperty(Property.METHOD)).orElseThrow(),
                value(event.getProperty(Property.UID)).orElseThrow(),
                Integer.parseInt(value(event.getProperty(Property.SEQUENCE)).orElseThrow()),
                value(event.getProperty(Property.STATUS)).orElseThrow(),
                instant(event, Property.DTSTAMP).orElseThrow(),
                instant(event, Property.DTSTART).orElseThrow(),
                instant(event, Property.DTEND).orElse(null),
                value(event.getProperty(Property.SUMMARY)).orElseThrow(),
                value(event.getProperty(Property.LOCATION)).orElseThrow(),
                value(event.getProperty(Property.DESCRIPTION)).orElse(null),
                address(value(event.getProperty(Property.ORGANIZER)).orElseThrow()),
                event.getProperties(Property.ATTENDEE).stream()
                        .map(guest -> address(guest.getValue()))
                        .toList());
    }

    private static Optional<String> value(Optional<? extends Property> property) {
        return property.map(Property::getValue);
    }

    private static Optional<Instant> instant(VEvent event, String name) {
        Optional<Property> property = event.getProperty(name);
        return property.map(date -> Instant.from((TemporalAccessor) ((DateProperty<?>) date).getDate()));
    }

    private static ReadCalendar byBiweekly(String text) {
        List<ICalendar> calendars = Biweekly.parse(text).all();
        assertThat(calendars).hasSize(1);
        ICalendar calendar = calendars.getFirst();
        assertThat(calendar.validate(calendar.getVersion()).isEmpty()).isTrue();
        assertThat(calendar.getEvents()).hasSize(1);
        biweekly.component.VEvent event = calendar.getEvents().getFirst();
        return new ReadCalendar(
                calendar.getMethod().getValue(),
                event.getUid().getValue(),
                event.getSequence().getValue(),
                event.getStatus().getValue(),
                event.getDateTimeStamp().getValue().toInstant(),
                event.getDateStart().getValue().toInstant(),
                event.getDateEnd() == null
                        ? null
                        : event.getDateEnd().getValue().toInstant(),
                event.getSummary().getValue(),
                event.getLocation().getValue(),
                event.getDescription() == null ? null : event.getDescription().getValue(),
                event.getOrganizer().getEmail(),
                event.getAttendees().stream().map(guest -> guest.getEmail()).toList());
    }

    private static String address(String uri) {
        assertThat(uri).startsWith("mailto:");
        return uri.substring("mailto:".length());
    }
}
