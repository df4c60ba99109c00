package clinic.availability.application;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.ImportedAbsences.Skipped;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** It is Monday 30 November 2026, 08:00 in London. Times that name no zone are London's. */
@Tag("zones")
class CalendarAbsencesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** As Outlook writes its zones: under names of its own, since the year 1601. */
    private static final String OUTLOOK_ZONE = """
            BEGIN:VTIMEZONE
            TZID:W. Europe Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """;

    @Test
    void anEventThatBlocksTimeIsAnAbsence() {
        assertThat(times(event("DTSTART:20261201T090000Z", "DTEND:20261201T103000Z", "TRANSP:OPAQUE")))
                .containsExactly(range("2026-12-01T09:00:00Z", "2026-12-01T10:30:00Z"));
        assertThat(times(event("DTSTART:20261201T090000Z", "DTEND:20261201T103000Z")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VTODO", "VJOURNAL", "VFREEBUSY"})
    void whatFollowsAnEventAndIsNoneSaysNothingOfIt(String other) {
        assertThat(times(event("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z", "TRANSP:OPAQUE") + "BEGIN:" + other
                        + "\nUID:x\nSTATUS:CANCELLED\nRRULE:FREQ=DAILY;COUNT=3\nEND:" + other + "\n"))
                .containsExactly(range("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"));
        assertThat(times(event("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z") + "BEGIN:" + other
                        + "\nRRULE:FREQ=DAILY;COUNT=3\nEND:" + other + "\n"))
                .hasSize(1);
    }

    @Test
    void freeAndCancelledAndPastEventsAreSkippedAndCounted() {
        CalendarAbsences read = read(event("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z", "TRANSP:TRANSPARENT")
                + event("DTSTART:20261202T090000Z", "DTEND:20261202T100000Z", "STATUS:CANCELLED")
                + event("DTSTART:20261129T090000Z", "DTEND:20261130T080000Z")
                + event("DTSTART:20261203T090000Z")
                + event("DTSTART:20290101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
                + event("DTSTART:20261204T090000Z", "DURATION:PT1H")
                + event("DTSTART:20261204T090000Z", "DURATION:PT1H"));

        assertThat(read.times()).containsExactly(range("2026-12-04T09:00:00Z", "2026-12-04T10:00:00Z"));
        assertThat(read.skipped())
                .containsOnly(
                        entry(Skipped.FREE, 1),
                        entry(Skipped.CANCELLED, 1),
                        entry(Skipped.OVER, 1),
                        entry(Skipped.NO_LENGTH, 1),
                        entry(Skipped.TOO_FAR, 1),
                        entry(Skipped.ALREADY_THERE, 1));
    }

    @Test
    void whatBlocksNoTimeToComeMayBeAsLongAndOldAsItLikes() {
        assertThat(times(event("DTSTART;VALUE=DATE:16040229", "RRULE:FREQ=YEARLY", "TRANSP:TRANSPARENT")
                        + event("DTSTART:20100101T090000Z", "DTEND:20150101T090000Z")
                        + event("DTSTART;VALUE=DATE:18000101", "DTEND;VALUE=DATE:18000102")
                        + event("DTSTART:20261201T090000Z", "DTEND:20361201T090000Z", "STATUS:CANCELLED")))
                .isEmpty();
        assertThat(times(event("DTSTART;VALUE=DATE:16041224", "RRULE:FREQ=YEARLY")))
                .containsExactly(
                        range("2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z"),
                        range("2027-12-24T00:00:00Z", "2027-12-25T00:00:00Z"));
    }

    @Test
    void anEventThatIsGoingOnIsTakenWhole() {
        assertThat(times(event("DTSTART:20261128T000000Z", "DTEND:20261205T000000Z")))
                .containsExactly(range("2026-11-28T00:00:00Z", "2026-12-05T00:00:00Z"));
    }

    @Test
    void wholeDaysAndTimesWithoutAZoneAreMeantOnTheClockOfTheLocation() {
        String file = event("DTSTART;VALUE=DATE:20270328", "DTEND;VALUE=DATE:20270329")
                + event("DTSTART;VALUE=DATE:20270401")
                + event("DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270504")
                + event("DTSTART;VALUE=DATE:20270601", "DTEND;VALUE=DATE:20270601")
                + event("DTSTART:20270701T090000", "DTEND:20270701T100000");

        assertThat(times(file))
                .containsExactly(
                        range("2027-03-28T00:00:00Z", "2027-03-28T23:00:00Z"),
                        range("2027-03-31T23:00:00Z", "2027-04-01T23:00:00Z"),
                        range("2027-04-30T23:00:00Z", "2027-05-03T23:00:00Z"),
                        range("2027-05-31T23:00:00Z", "2027-06-01T23:00:00Z"),
                        range("2027-07-01T08:00:00Z", "2027-07-01T09:00:00Z"));
        assertThat(read(file, ZoneId.of("Pacific/Auckland")).times().getLast())
                .isEqualTo(range("2027-06-30T21:00:00Z", "2027-06-30T22:00:00Z"));
    }

    @Test
    void aWeeklyMeetingAtNineStaysAtNineWhenTheClocksChange() {
        assertThat(times(event(
                        "DTSTART;TZID=Europe/Berlin:20270322T090000",
                        "DTEND;TZID=Europe/Berlin:20270322T100000",
                        "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO")))
                .containsExactly(
                        range("2027-03-22T08:00:00Z", "2027-03-22T09:00:00Z"),
                        range("2027-03-29T07:00:00Z", "2027-03-29T08:00:00Z"));
    }

    @Test
    void aZoneThatOnlyTheFileExplainsIsUnderstood() {
        assertThat(times(OUTLOOK_ZONE
                        + event(
                                "DTSTART;TZID=\"W. Europe Standard Time\":20270322T090000",
                                "DTEND;TZID=W. Europe Standard Time:20270322T100000",
                                "RRULE:FREQ=WEEKLY;UNTIL=20270405T070000Z;INTERVAL=1;BYDAY=MO;WKST=SU")))
                .extracting(TimeRange::start)
                .containsExactly(
                        Instant.parse("2027-03-22T08:00:00Z"),
                        Instant.parse("2027-03-29T07:00:00Z"),
                        Instant.parse("2027-04-05T07:00:00Z"));
    }

    @Test
    void aTimeThatIsSkippedOrRepeatedByTheClockIsUnderstood() {
        assertThat(times(event("DTSTART;TZID=Europe/Berlin:20270328T023000", "DURATION:PT15M")
                        + event("DTSTART;TZID=Europe/Berlin:20271031T023000", "DURATION:PT15M")
                        + event(
                                "DTSTART;TZID=Europe/Berlin:20280325T023000",
                                "DURATION:PT15M",
                                "RRULE:FREQ=DAILY;COUNT=3")))
                .extracting(TimeRange::start)
                .containsExactly(
                        Instant.parse("2027-03-28T01:30:00Z"),
                        Instant.parse("2027-10-31T00:30:00Z"),
                        Instant.parse("2028-03-25T01:30:00Z"),
                        Instant.parse("2028-03-26T01:30:00Z"),
                        Instant.parse("2028-03-27T00:30:00Z"));
    }

    @Test
    void aSeriesIsFollowedForTwoYearsFromNow() {
        List<TimeRange> times = times(event("DTSTART:20200106T090000Z", "DTEND:20200106T100000Z", "RRULE:FREQ=WEEKLY"));

        assertThat(times).hasSize(105);
        assertThat(times.getFirst().start()).isEqualTo("2026-11-30T09:00:00Z");
        assertThat(times.getLast().start()).isEqualTo("2028-11-27T09:00:00Z");
    }

    @Test
    void aSeriesEndsOnItsLastDateAndNoSooner() {
        assertThat(times(event(
                        "DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261208", "RRULE:FREQ=DAILY;UNTIL=20261209")))
                .hasSize(3);
        assertThat(times(event("DTSTART:20261207T233000", "DURATION:PT10M", "RRULE:FREQ=DAILY;UNTIL=20261209T232959")))
                .hasSize(2);
        assertThat(times(event("DTSTART:20261207T233000", "DURATION:PT10M", "RRULE:FREQ=DAILY;UNTIL=20261209")))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EXDATE;TZID=Europe/Berlin:20261208T090000,20261210T090000
                    EXDATE:20261208T080000Z,20261210T080000Z
                    EXDATE;VALUE=DATE:20261208,20261210
                    """)
    void datesThatAreTakenOutOfASeriesAreFree(String out) {
        assertThat(times(event(
                        "DTSTART;TZID=Europe/Berlin:20261207T090000",
                        "DTEND;TZID=Europe/Berlin:20261207T100000",
                        "RRULE:FREQ=DAILY;COUNT=4",
                        out)))
                .extracting(TimeRange::start)
                .containsExactly(Instant.parse("2026-12-07T08:00:00Z"), Instant.parse("2026-12-09T08:00:00Z"));
    }

    @Test
    void datesThatAreMovedOrCancelledLeaveTheirPlaceInTheSeries() {
        assertThat(times(event(
                                "UID:series",
                                "DTSTART;TZID=Europe/Berlin:20261207T090000",
                                "DTEND;TZID=Europe/Berlin:20261207T100000",
                                "RRULE:FREQ=DAILY;COUNT=4")
                        + event(
                                "UID:series",
                                "RECURRENCE-ID;TZID=Europe/Berlin:20261208T090000",
                                "DTSTART;TZID=Europe/Berlin:20261208T150000",
                                "DTEND;TZID=Europe/Berlin:20261208T160000")
                        + event(
                                "UID:series",
                                "RECURRENCE-ID:20261209T080000Z",
                                "STATUS:CANCELLED",
                                "DTSTART;TZID=Europe/Berlin:20261209T090000",
                                "DTEND;TZID=Europe/Berlin:20261209T100000")
                        + event(
                                "UID:another",
                                "RECURRENCE-ID:20261210T080000Z",
                                "DTSTART:20261220T090000Z",
                                "DTEND:20261220T100000Z")))
                .extracting(TimeRange::start)
                .containsExactly(
                        Instant.parse("2026-12-07T08:00:00Z"),
                        Instant.parse("2026-12-08T14:00:00Z"),
                        Instant.parse("2026-12-10T08:00:00Z"),
                        Instant.parse("2026-12-20T09:00:00Z"));
    }

    @Test
    void datesAddedToASeriesBlockTimeToo() {
        assertThat(times(event(
                        "DTSTART:20261207T090000Z",
                        "DTEND:20261207T100000Z",
                        "RDATE:20261210T120000Z,20261211T120000Z",
                        "RDATE;VALUE=PERIOD:20261212T090000Z/PT30M,20261213T090000Z/20261213T091500Z",
                        "EXDATE:20261211T120000Z")))
                .containsExactly(
                        range("2026-12-07T09:00:00Z", "2026-12-07T10:00:00Z"),
                        range("2026-12-10T12:00:00Z", "2026-12-10T13:00:00Z"),
                        range("2026-12-12T09:00:00Z", "2026-12-12T09:30:00Z"),
                        range("2026-12-13T09:00:00Z", "2026-12-13T09:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT1H30M | 2027-03-27T13:30:00Z
                    P1D     | 2027-03-28T11:00:00Z
                    P1DT2H  | 2027-03-28T13:00:00Z
                    P1W     | 2027-04-03T11:00:00Z
                    """)
    void aDurationCountsDaysOnTheCalendarAndHoursOnTheStopwatch(String duration, String end) {
        assertThat(times(event("DTSTART;TZID=Europe/London:20270327T120000", "DURATION:" + duration)))
                .containsExactly(range("2027-03-27T12:00:00Z", end));
    }

    @Test
    void secondsAreWidenedToTheMinute() {
        assertThat(times(event("DTSTART:20261201T090030Z", "DTEND:20261201T100001Z")))
                .containsExactly(range("2026-12-01T09:00:00Z", "2026-12-01T10:01:00Z"));
    }

    @Test
    void aReminderIsNoPartOfItsEvent() {
        assertThat(times(event(
                        "DTSTART:20261201T090000Z",
                        "DTEND:20261201T100000Z",
                        "BEGIN:VALARM",
                        "TRIGGER:-PT15M",
                        "DURATION:PT5M",
                        "STATUS:CANCELLED",
                        "END:VALARM")))
                .containsExactly(range("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"));
    }

    @Test
    void longLinesAndTheWordsOfPeopleDoNoHarm() {
        assertThat(times(event(
                        "SUMMARY;LANGUAGE=de:Größe \"A\": 100 %\\, und mehr; vielleicht",
                        "DESCRIPTION:erste Zeile\\n zweite\r\n  Zeile:BEGIN:VEVENT",
                        "ATTENDEE;CN=\"Meier: Anna; Dr.\";ROLE=REQ-PARTICIPANT:mailto:a@b.example",
                        "DTSTART:20261201T090\r\n 000Z",
                        "DTEND:20261201T100000Z")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "\uFEFFBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n",
                "\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n\r\n"
            })
    void aFileMayBeginAndEndAsItsProgramLikes(String text) {
        assertThat(CalendarFile.read(text).events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "<html></html>", "BEGIN:VCARD\r\nEND:VCARD", "BEGIN:VCALENDAR"})
    void whatIsNoCalendarIsRefused(String text) {
        assertThatThrownBy(() -> CalendarFile.read(text))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .containsExactly(new Invalid.Problem(
                                        "file", "MALFORMED", "This is no calendar. Choose a file that ends in .ics.")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DTEND:20261201T100000Z                                                  | MALFORMED
                    DTSTART:20261301T090000Z;DTEND:20261201T100000Z                         | MALFORMED
                    DTSTART:tomorrow                                                        | MALFORMED
                    DTSTART:20261201T090000Z;DTEND;VALUE=DATE:20261202                      | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:-PT5M                                 | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:P                                     | MALFORMED
                    DTSTART:20261201T090000Z;DTEND:20261201T080000Z                         | ENDS_BEFORE_IT_STARTS
                    DTSTART:20261201T090000Z;DTEND:20281203T080000Z                         | TOO_LONG
                    DTSTART:30000601T090000Z;DTEND:30000601T100000Z                         | OUT_OF_RANGE
                    DTSTART;TZID=Mars/Olympus:20261201T090000;DURATION:PT1H                 | UNKNOWN_ZONE
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=OFTEN                 | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:nonsense                   | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=DAILY,INTERVAL=0      | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=DAILY,COUNT=0         | MALFORMED
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=DAILY,COUNT=100000    | TOO_MANY
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=SECONDLY              | TOO_OFTEN
                    DTSTART:20261201T090000Z;DURATION:PT1H;RRULE:FREQ=DAILY,BYMINUTE=1+2    | TOO_OFTEN
                    DTSTART:20261201T090000Z;DURATION:PT1H;RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T090000Z | NOT_SUPPORTED
                    """)
    void anEventThatCannotBeMeantIsNamedByItsNumber(String lines, String code) {
        String good = event("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z");
        String[] bad = lines.replaceAll(";(?=DTEND|DURATION|RRULE|RECURRENCE)", "\n")
                .replace("FREQ=DAILY,", "FREQ=DAILY;")
                .replace("1+2", "1,2")
                .split("\n");

        assertThatThrownBy(() -> read(good + event(bad))).isInstanceOfSatisfying(Invalid.class, e -> {
            assertThat(e.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.field()).isEqualTo("file");
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.detail()).startsWith("Event 2 of the file ");
            });
        });
    }

    @Test
    void moreThanAThousandAbsencesAreRefused() {
        String file = IntStream.range(0, 2)
                .mapToObj(n -> event("DTSTART:20261201T0" + n + "0000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
                .collect(Collectors.joining());

        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::code)
                                .containsExactly("TOO_MANY"));
    }

    @Test
    void nothingInAFileTakesLongToRead() {
        String clock = OUTLOOK_ZONE.replace("FREQ=YEARLY;INTERVAL=1", "FREQ=SECONDLY");
        assertThatThrownBy(() -> read(clock)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> read("BEGIN:X\r\n".repeat(100_000))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> read(event("DTSTART:20261201T090000Z").repeat(5001)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::code)
                                .containsExactly("TOO_MANY"));
        String never = event(
                "DTSTART:19000101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=1000;BYMONTH=2;BYMONTHDAY=30");
        assertThat(times(never.repeat(2000))).isEmpty();
    }

    private static List<TimeRange> times(String components) {
        return read(components).times();
    }

    private static CalendarAbsences read(String components) {
        return read(components, LONDON);
    }

    private static CalendarAbsences read(String components, ZoneId zone) {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Test//EN\nMETHOD:PUBLISH\n" + components
                + "END:VCALENDAR\n";
        return new CalendarAbsences(CalendarFile.read(text.replaceAll("\r?\n", "\r\n")), zone, NOW);
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\n" + String.join("\n", lines) + "\nSUMMARY:Private\nEND:VEVENT\n";
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
