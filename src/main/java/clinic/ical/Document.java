package clinic.ical;

import clinic.directory.Location;
import clinic.ical.CalendarObject.Method;
import clinic.ical.Event.Standing;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import org.jspecify.annotations.Nullable;

/** Writes one visit as an iCalendar object. Times are instants in UTC, so that no time zone has to be explained. */
final class Document {

    private static final String PRODUCT = "-//Clinic Appointment System//EN";

    /** Not the clinic's address, which may change while the visit lies ahead. */
    private static final String UID_SUFFIX = "@appointments.clinic";

    private static final String SUMMARY = "Appointment";
    private static final int LONGEST_LINE = 75;

    private Document() {}

    /** @param guest absent in a copy to keep, which invites nobody */
    static CalendarObject of(Method method, Event event, InternetAddress sender, @Nullable String guest, Instant now) {
        VEvent visit = new VEvent(false);
        visit.add(new Uid(event.appointment().value() + UID_SUFFIX));
        visit.add(new DtStamp(now));
        visit.add(new Sequence(event.sequence()));
        visit.add(status(event.standing()));
        visit.add(new DtStart<>(event.start()));
        if (event.end() != null) {
            visit.add(new DtEnd<>(event.end()));
        }
        visit.add(new Summary(SUMMARY));
        visit.add(ImmutableClazz.PRIVATE);
        visit.add(new net.fortuna.ical4j.model.property.Location(where(event.location())));
        String more = lines(event.location().phone(), event.page());
        if (!more.isEmpty()) {
            visit.add(new Description(more));
        }
        if (event.page() != null) {
            visit.add(new Url(URI.create(event.page())));
        }
        visit.add(organizer(sender));
        if (guest != null) {
            visit.add(attendee(guest, event.standing()));
        }
        Calendar calendar = new Calendar().withProdId(PRODUCT).withDefaults().getFluentTarget();
        calendar.add(method(method));
        calendar.add(visit);
        return new CalendarObject(method, folded(calendar.toString()));
    }

    private static Property method(Method method) {
        return switch (method) {
            case REQUEST -> ImmutableMethod.REQUEST;
            case CANCEL -> ImmutableMethod.CANCEL;
            case PUBLISH -> ImmutableMethod.PUBLISH;
        };
    }

    private static Property status(Standing standing) {
        return switch (standing) {
            case TENTATIVE -> ImmutableStatus.VEVENT_TENTATIVE;
            case CONFIRMED -> ImmutableStatus.VEVENT_CONFIRMED;
            case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
        };
    }

    private static String where(Location location) {
        return location.address() == null ? location.name() : location.name() + ", " + location.address();
    }

    private static String lines(@Nullable String... lines) {
        return Stream.of(lines).filter(line -> line != null).collect(Collectors.joining("\n"));
    }

    private static Organizer organizer(InternetAddress sender) {
        Organizer organizer = new Organizer(mailTo(sender.getAddress()));
        if (sender.getPersonal() != null) {
            organizer.add(new Cn(sender.getPersonal()));
        }
        return organizer;
    }

    /** No answer by mail is asked for: a visit is accepted, moved and called off in the clinic's pages. */
    private static Attendee attendee(String guest, Standing standing) {
        Attendee attendee = new Attendee(mailTo(guest));
        attendee.add(Rsvp.FALSE);
        attendee.add(standing == Standing.TENTATIVE ? PartStat.TENTATIVE : PartStat.ACCEPTED);
        return attendee;
    }

    private static URI mailTo(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No mail address", e);
        }
    }

    /** Breaks lines between characters, counting octets; the library counts characters and breaks some in two. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 64);
        int length = 0;
        for (int c : text.codePoints().toArray()) {
            if (c == '\r' || c == '\n') {
                length = 0;
            } else if (length + octets(c) > LONGEST_LINE) {
                folded.append("\r\n ");
                length = 1 + octets(c);
            } else {
                length += octets(c);
            }
            folded.appendCodePoint(c);
        }
        return folded.toString();
    }

    private static int octets(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
