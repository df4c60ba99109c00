package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A patient looks for times that suit: at some part of the day, with the doctor who knows him. */
@ClinicTest
@TestPropertySource(properties = "clinic.limits=off")
class NarrowedTimesTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final Pattern SLOT = Pattern.compile("class=\"slot\"[^>]*>(\\d\\d:\\d\\d)<");
    private static final Pattern HREF = Pattern.compile("(?:href|data-from)=\"(/[^\"]*[?][^\"]*from=[^\"]*)\"");
    private static final Pattern PICK = Pattern.compile("href=\"(/[^\"]*/confirm[?][^\"]*)\"");

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @Autowired
    TestClock clock;

    private SampleClinic clinic;
    private AppointmentType type;

    @BeforeEach
    void aClinic() {
        clinic = new SampleClinic(directory, patients, availability);
        type = clinic.instantType(30);
    }

    @Test
    void theEveningBeginsAtFiveOnTheClockOfThePlace() {
        clinic.doctor(clinic.location("Asia/Kolkata").id(), "16:00", "18:00", type.id());

        assertThat(times(book("&from=2026-11-25"))).contains("16:00", "16:30", "17:00", "17:30");
        assertThat(times(book("&from=2026-11-25&hours=EVENING"))).containsOnly("17:00", "17:30");
        assertThat(times(book("&from=2026-11-25&hours=AFTERNOON"))).containsOnly("16:00", "16:30");
        assertThat(book("&hours=EVENING")).contains("at 17:00</time>").doesNotContain("at 16:00</time>");
    }

    @Test
    void noonIsNoMorning() {
        clinic.doctor(clinic.location("Europe/London").id(), "11:30", "12:30", type.id());

        assertThat(times(book("&from=2026-11-25&hours=MORNING"))).containsOnly("11:30");
    }

    @Test
    void theNextTimeOfWhoeverHasNoneTheseDaysIsInThatPartOfTheDayToo() {
        Location london = clinic.location("Europe/London");
        clinic.doctor(List.of(monday(london, "09:00", "10:00"), monday(london, "17:00", "18:00")), type.id());

        assertThat(book("&from=2026-11-24&hours=EVENING"))
                .contains("Nothing after 17:00 on these days.", ">Mon 30 Nov, 17:00<")
                .doesNotContain(">Mon 30 Nov, 09:00<");
    }

    @Test
    void whoHasNothingAtThatPartOfTheDayIsNotSaidToHaveNothing() {
        Location london = clinic.location("Europe/London");
        clinic.doctor(london.id(), "09:00", "12:00", type.id());
        clinic.doctor(london.id(), "17:00", "19:00", type.id());

        assertThat(book("&hours=EVENING"))
                .contains("class=\"avail-row\"", "Nothing is free after 17:00", ">Any time of day</a>")
                .doesNotContain("Nothing free at the moment");
    }

    @Test
    void whoHasTimesOnlyBeforeTheChosenDayIsNotSaidToHaveNothing() {
        Location london = clinic.location("Europe/London");
        clinic.doctor(List.of(until("2026-11-27", london)), type.id());
        clinic.doctor(london.id(), "09:00", "12:00", type.id());

        assertThat(book("&from=2026-12-01"))
                .contains("class=\"avail-row\"", "Nothing is free from Tue 1 Dec on", ">Any day</a>")
                .doesNotContain("Nothing free at the moment");
        assertThat(book("&from=2026-12-01&hours=MORNING"))
                .contains("No times match here.", ">Any time of day</a>", ">Any day</a>")
                .doesNotContain("Nothing free at the moment");
    }

    @Test
    void whoHasTimesElsewhereIsNotSaidToHaveNothing() {
        Location london = clinic.location("Europe/London");
        clinic.doctor(clinic.location("Europe/London").id(), "09:00", "12:00", type.id());
        clinic.doctor(london.id(), "09:00", "12:00", type.id());

        assertThat(book("&location=" + london.id().value()))
                .contains("class=\"avail-row\"", "No times match here.", ">Any place</a>")
                .doesNotContain("Nothing free at the moment");
    }

    @Test
    void whereOnlyTheChosenDayLeavesNothingThatIsSaid() {
        DoctorId doctor = clinic.doctor(List.of(until("2026-11-27", clinic.location("Europe/London"))), type.id());

        assertThat(book("&from=2026-12-01"))
                .contains("Nothing is free from Tue 1 Dec on", "On earlier days there are free times.", ">Any day</a>")
                .doesNotContain("Nothing free at the moment");
        assertThat(book("&from=2026-12-01&hours=MORNING&doctor=" + doctor.value()))
                .contains("Nothing is free from Tue 1 Dec on", ">Any day</a>", ">Any doctor</a>")
                .doesNotContain("No mornings are free");
    }

    @Test
    void whoHasNothingAtAllIsSaidToHaveNothing() {
        clinic.doctor(clinic.location("Europe/London").id(), "09:00", "12:00", type.id());
        clinic.doctor(List.of(), type.id());

        assertThat(book("")).contains("Nothing free at the moment.").doesNotContain(">Any day</a>");
        assertThat(book("&from=2026-11-23")).contains("Nothing free at the moment.");
    }

    @Test
    void noDayIsCalledTodayWhereThePlacesAreNotOnOneDate() {
        clock.set(Instant.parse("2026-11-23T18:48:00Z"));
        Location london = clinic.location("Europe/London");
        clinic.doctor(clinic.location("Asia/Kolkata").id(), "09:00", "10:00", type.id());
        clinic.doctor(london.id(), "09:00", "10:00", type.id());

        assertThat(book(""))
                .contains(">Tue 24 Nov, 09:00</time>", ">Tue<b>24 Nov</b>")
                .doesNotContain("Today", "Tomorrow", "wide today");
        assertThat(book("&location=" + london.id().value())).contains(">Tomorrow at 09:00</time>");
        clock.set(Instant.parse("2026-11-23T01:00:00Z"));
        assertThat(book("")).contains(">Today at 09:00</time>", ">Today<b>23 Nov</b>", "wide today");
    }

    @Test
    void aDayOutOfReachIsAnsweredWithTheDaysThatAreNot() {
        clinic.doctor(clinic.location("Europe/London").id(), "09:00", "12:00", type.id());
        String notice = "Only days from Mon 23 Nov to Sun 21 Feb 2027 can be booked.";

        for (String from : List.of("2030-01-01", "2027-02-22", "2026-11-22")) {
            assertThat(book("&from=" + from))
                    .contains(notice, "name=\"from\" value=\"2026-11-23\" min=\"2026-11-23\" max=\"2027-02-21\"")
                    .doesNotContain("name=\"from\" value=\"" + from);
        }
        for (String from : List.of("2026-11-23", "2027-02-21")) {
            assertThat(book("&from=" + from)).contains("value=\"" + from).doesNotContain("Only days from");
        }
    }

    @Test
    void noStepLeadsBehindTheLastDayThatCanBeBooked() {
        clinic.doctor(clinic.location("Europe/London").id(), "09:00", "12:00", type.id());

        assertThat(book("&from=2027-02-16")).contains("from=2027-02-21", "Later days");
        assertThat(book("&from=2027-02-17")).contains("Earlier days").doesNotContain("Later days");
    }

    @Test
    void whatIsChosenStaysInEveryAddressOfThePage() {
        DoctorId doctor = clinic.doctor(clinic.location("Europe/London").id(), "09:00", "19:00", type.id());
        String page = book("&from=2026-11-25&hours=EVENING&doctor=" + doctor.value());

        for (Pattern addresses : List.of(HREF, PICK)) {
            assertThat(addresses.matcher(page).results().map(found -> found.group(1)))
                    .hasSizeGreaterThan(3)
                    .allMatch(address -> address.contains("hours=EVENING") && address.contains("doctor="));
        }
        String picked =
                PICK.matcher(page).results().findFirst().orElseThrow().group(1).replace("&amp;", "&");
        String confirm = new Browser(port).get(picked).text();
        assertThat(times(confirm)).isNotEmpty().allMatch(time -> time.compareTo("17:00") >= 0);
        assertThat(confirm)
                .containsPattern("href=\"/book\\?[^\"]*hours=EVENING[^\"]*\" class=\"row small strong back\"");
    }

    @Test
    void aChipThatIsPressedIsReleasedByAnotherPress() {
        clinic.doctor(clinic.location("Europe/London").id(), "09:00", "19:00", type.id());
        Pattern morning = Pattern.compile(
                "<form method=\"get\" action=\"/book\">((?:(?!</form>)[\\s\\S])*)aria-pressed=\"(true|false)\">Mornings<");

        var released = morning.matcher(book(""));
        var pressed = morning.matcher(book("&hours=MORNING"));

        assertThat(released.find()).isTrue();
        assertThat(released.group(2)).isEqualTo("false");
        assertThat(released.group(1)).contains("name=\"hours\" value=\"MORNING\"");
        assertThat(pressed.find()).isTrue();
        assertThat(pressed.group(2)).isEqualTo("true");
        assertThat(pressed.group(1)).doesNotContain("name=\"hours\"");
    }

    @Test
    void whereNothingIsLeftItIsSaidByWhatAndHowToHaveMore() {
        DoctorId doctor = clinic.doctor(clinic.location("Europe/London").id(), "09:00", "12:00", type.id());

        assertThat(book("&hours=EVENING&doctor=" + doctor.value()))
                .contains(
                        "Nothing is free after 17:00", ">No doctor</strong>", ">Any time of day</a>", ">Any doctor</a>")
                .doesNotContain("soonest first", ">Any place</a>", "class=\"avail-row\"");
    }

    @Test
    void theUsualDoctorIsWhomMostVisitsAreWithThatWereNotCalledOff() {
        Location london = clinic.location("Europe/London");
        DoctorId seldom = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        DoctorId often = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        String email = "narrow-" + UUID.randomUUID() + "@people.example";
        PatientId id = enrol(email);
        Browser patient = Browser.signedIn(port, email, PASSWORD);
        assertThat(book(patient, "")).doesNotContain("My usual doctor");

        booked(id, seldom, "2026-11-25T09:00:00Z");
        assertThat(usual(book(patient, ""))).isEqualTo(seldom.value().toString());
        for (int day = 26; day < 28; day++) {
            appointments.cancel(
                    clinic.as(id), booked(id, seldom, "2026-11-" + day + "T10:00:00Z"), new Change(null, null));
            booked(id, often, "2026-11-" + day + "T09:00:00Z");
        }

        assertThat(usual(book(patient, ""))).isEqualTo(often.value().toString());
        assertThat(book(patient, "&doctor=" + often.value()))
                .contains("aria-pressed=\"true\">My usual doctor<", "<strong class=\"ink\">1 doctor<");
        assertThat(book("")).as("to a visitor").doesNotContain("My usual doctor");
    }

    @Test
    void whoMovesAVisitToAnyDoctorKeepsThatFromDayToDay() {
        Location london = clinic.location("Europe/London");
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "19:00", type.id());
        String email = "narrow-" + UUID.randomUUID() + "@people.example";
        PatientId id = enrol(email);
        AppointmentId visit = booked(id, doctor, "2026-11-27T09:00:00Z");

        String page = Browser.signedIn(port, email, PASSWORD)
                .get("/appointments/" + visit.value() + "/move?doctor=&hours=EVENING&from=2026-11-25")
                .text();

        assertThat(times(page)).isNotEmpty().allMatch(time -> time.compareTo("17:00") >= 0);
        assertThat(HREF.matcher(page).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(3)
                .allMatch(address -> address.contains("doctor=") && address.contains("hours=EVENING"));
    }

    private PatientId enrol(String email) {
        Actor system = Actor.system(UUID.randomUUID());
        Account account = identity.enrol(system, email, "Nora Narrow", Role.PATIENT, null, PASSWORD);
        UUID person =
                identity.account(system, account.id()).actor(UUID.randomUUID()).person();
        return new PatientId(Objects.requireNonNull(person));
    }

    private static WorkingPattern monday(Location location, String from, String to) {
        return new WorkingPattern(
                location.id(),
                DayOfWeek.MONDAY,
                LocalTime.parse(from),
                LocalTime.parse(to),
                List.of(),
                null,
                null,
                null);
    }

    private static WorkingPattern until(String last, Location location) {
        return new WorkingPattern(
                location.id(),
                DayOfWeek.WEDNESDAY,
                LocalTime.parse("09:00"),
                LocalTime.parse("12:00"),
                List.of(),
                null,
                LocalDate.parse(last),
                null);
    }

    private AppointmentId booked(PatientId patient, DoctorId doctor, String start) {
        var outcome = appointments.book(
                clinic.as(patient),
                new Booking(null, doctor, place(doctor), type.id(), Instant.parse(start), null, null, null));
        return ((Done) outcome).appointment().id();
    }

    private LocationId place(DoctorId doctor) {
        return availability.patterns(clinic.admin(), doctor).getFirst().location();
    }

    private String book(String more) {
        return book(new Browser(port), more);
    }

    private String book(Browser browser, String more) {
        return browser.get("/book?type=" + type.id().value() + more).text();
    }

    private static String usual(String page) {
        var found = Pattern.compile(
                        "name=\"doctor\" value=\"([^\"]*)\">\\s*<button class=\"chip\" id=\"chip-usual\" aria-pressed=\"false\">My usual")
                .matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private static List<String> times(String page) {
        return SLOT.matcher(page).results().map(found -> found.group(1)).toList();
    }
}
