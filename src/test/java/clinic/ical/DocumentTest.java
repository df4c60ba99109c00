package clinic.ical;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.booking.Status;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.ical.CalendarObject.Method;
import clinic.ical.Event.Standing;
import clinic.testing.ReadCalendar;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One visit as calendar programs read it. */
@Tag("zones")
class DocumentTest {

    private static final AppointmentId VISIT =
            new AppointmentId(UUID.fromString("0193a1d2-7c00-7000-8000-5c0f6a1e9b42"));
    private static final Instant START = Instant.parse("2027-03-29T08:40:00Z");
    private static final Instant END = Instant.parse("2027-03-29T09:00:00Z");
    private static final Instant NOW = Instant.parse("2027-03-22T07:00:00.123456Z");
    private static final String PAGE = "https://clinic.example/appointments/" + VISIT.value();
    private static final String GUEST = "o'neil+visits@people.example";

    @Test
    void anInvitationSaysAllThatACalendarNeeds() throws Exception {
        CalendarObject written = written(Method.REQUEST, event(Standing.CONFIRMED, "Harbour"), GUEST);

        assertThat(written.contentType()).isEqualTo("text/calendar; method=REQUEST; charset=UTF-8");
        assertThat(ReadCalendar.of(written.text()))
                .isEqualTo(new ReadCalendar(
                        "REQUEST",
                        VISIT.value() + "@appointments.clinic",
                        2,
                        "CONFIRMED",
                        Instant.parse("2027-03-22T07:00:00Z"),
                        START,
                        END,
                        "Appointment",
                        "Harbour, 1 Quay Street",
                        "+49 30 1234\n" + PAGE,
                        "clinic@clinic.example",
                        List.of(GUEST)));
        assertThat(unfolded(written))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains(
                        "PRODID:-//Clinic Appointment System//EN\r\n",
                        "VERSION:2.0\r\n",
                        "CALSCALE:GREGORIAN\r\n",
                        "METHOD:REQUEST\r\n",
                        "DTSTART:20270329T084000Z\r\n",
                        "DTEND:20270329T090000Z\r\n",
                        "CLASS:PRIVATE\r\n",
                        "URL:" + PAGE + "\r\n",
                        "ORGANIZER;CN=Clinic:mailto:clinic@clinic.example\r\n",
                        "ATTENDEE;RSVP=FALSE;PARTSTAT=ACCEPTED:mailto:" + GUEST + "\r\n")
                .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    @Test
    void whatWaitsForAnAnswerIsTentative() throws Exception {
        CalendarObject written = written(Method.REQUEST, event(Standing.TENTATIVE, "Harbour"), GUEST);

        assertThat(ReadCalendar.of(written.text()).status()).isEqualTo("TENTATIVE");
        assertThat(unfolded(written)).contains("PARTSTAT=TENTATIVE");
    }

    @Test
    void aCancellationMayBeOfAVisitWhoseEndIsNotKnown() throws Exception {
        Event lost = new Event(VISIT, 1, Standing.CANCELLED, START, null, place("Harbour", null, null), null);

        ReadCalendar read = ReadCalendar.of(written(Method.CANCEL, lost, GUEST).text());

        assertThat(read.method()).isEqualTo("CANCEL");
        assertThat(read.status()).isEqualTo("CANCELLED");
        assertThat(read.start()).isEqualTo(START);
        assertThat(read.end()).isNull();
        assertThat(read.description()).isNull();
    }

    @Test
    void aCopyToKeepInvitesNobody() throws Exception {
        CalendarObject written = written(Method.PUBLISH, event(Standing.CONFIRMED, "Harbour"), null);

        assertThat(ReadCalendar.of(written.text()).guests()).isEmpty();
        assertThat(ReadCalendar.of(written.text()).method()).isEqualTo("PUBLISH");
    }

    @Test
    void everyLineEndsInCrLfAndHasAtMost75OctetsWhateverTheAlphabet() throws Exception {
        for (String name : List.of(
                "Gemeinschaftspraxis für Innere Medizin und Kardiologie am Alten Güterbahnhof, Gebäude B",
                "長崎港前総合診療所本館二階外来受付窓口第三待合室東側入口長崎港前総合診療所本館二階外来受付窓口",
                "😀".repeat(60),
                "a" + "😀".repeat(60))) {
            CalendarObject written = written(Method.REQUEST, event(Standing.CONFIRMED, name), GUEST);

            byte[] sent = written.text().getBytes(StandardCharsets.UTF_8);
            assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(written.text());
            assertThat(written.text().replace("\r\n", "")).doesNotContain("\r", "\n", "\uFFFD");
            assertThat(written.text().split("\r\n")).allSatisfy(line -> {
                assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
                assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .isEqualTo(line);
            });
            assertThat(ReadCalendar.of(written.text()).location()).isEqualTo(name + ", 1 Quay Street");
        }
    }

    @Test
    void whatMeansSomethingInACalendarIsOnlyTextInTheNameOfAPlace() throws Exception {
        String name = "Harbour; Pier\\3, \"North\"\nATTENDEE:mailto:somebody@else.example";

        ReadCalendar read = ReadCalendar.of(
                written(Method.REQUEST, event(Standing.CONFIRMED, name), GUEST).text());

        assertThat(read.location()).isEqualTo(name + ", 1 Quay Street");
        assertThat(read.guests()).containsExactly(GUEST);
    }

    @Test
    void movesAndTheEndCountAndAnswersDoNot() {
        assertThat(Event.sequence(List.of(Status.PENDING))).isZero();
        assertThat(Event.sequence(List.of(Status.PENDING, Status.APPROVED))).isZero();
        assertThat(Event.sequence(List.of(Status.APPROVED, Status.RESCHEDULED, Status.APPROVED)))
                .isEqualTo(1);
        assertThat(Event.sequence(List.of(
                        Status.PENDING, Status.RESCHEDULED, Status.APPROVED, Status.RESCHEDULED, Status.CANCELLED)))
                .isEqualTo(3);
        assertThat(Event.sequence(List.of(Status.PENDING, Status.REJECTED))).isEqualTo(1);
        assertThat(Event.sequence(List.of(Status.APPROVED, Status.COMPLETED, Status.NO_SHOW)))
                .isZero();
        assertThat(Event.sequence(List.of(Status.APPROVED, Status.CANCELLED, Status.DELETED)))
                .isEqualTo(2);
    }

    private static Event event(Standing standing, String place) {
        return new Event(VISIT, 2, standing, START, END, place(place, "1 Quay Street", "+49 30 1234"), PAGE);
    }

    private static Location place(String name, @Nullable String address, @Nullable String phone) {
        return new Location(new LocationId(UUID.randomUUID()), name, ZoneId.of("Europe/Berlin"), address, phone);
    }

    private static CalendarObject written(Method method, Event event, @Nullable String guest) throws Exception {
        return Document.of(method, event, new InternetAddress("Clinic <clinic@clinic.example>"), guest, NOW);
    }

    private static String unfolded(CalendarObject written) {
        return written.text().replace("\r\n ", "");
    }
}
