package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the overview adds up, over HTTP and without script; each of its numbers against the list that it opens. */
class OverviewPagesTest extends StaffPages {

    private static final Pattern NUMBER =
            Pattern.compile("<a href=\"(/admin/appointments\\?[^\"]*)\">[^<]*?([\\d,]+)[^<]*</a>");

    @Autowired
    OverviewFigures figures;

    @Autowired
    TestDatabase database;

    @AfterEach
    void nobodyIsHeldUpByTheSignInsOfAnotherWeek() {
        database.behindTheWalls().sql("delete from throttle").update();
    }

    @Test
    void everyFigureOfTheLastWeekOpensAListThatShowsAsMany() {
        aWeekThatIsOver();
        Browser admin = clinic.asAdmin(port);

        String overview = admin.get("/admin?period=WEEK&location=" + place()).text();

        assertThat(overview)
                .as("4 visits of 20 minutes in 7 days of 8 hours")
                .contains("2.4%", "1.3 h of 56 h", "4 visits");
        assertThat(overview).contains("25%", "1 missed", "4 due");
        assertThat(overview).contains("83.3%", "5 online", "1 by the clinic");
        assertThat(overview)
                .contains("less than 24 hours ahead", "1 completed, 1 missed, 2 cancelled or declined, 2 in");
        Matcher numbers = NUMBER.matcher(overview);
        int followed = 0;
        while (numbers.find()) {
            int number = Integer.parseInt(numbers.group(2).replace(",", ""));
            String listed = admin.get(numbers.group(1).replace("&amp;", "&")).text();
            assertThat(listed)
                    .as(numbers.group(1))
                    .contains(
                            number == 1 ? ">1 appointment<" : number == 0 ? ">none<" : ">" + number + " appointments<");
            followed++;
        }
        assertThat(followed).isGreaterThan(15);
    }

    @Test
    void aFigureStandsBesideThatOfThePeriodBefore() {
        aWeekThatIsOver();
        clock.set(Instant.parse("2026-12-08T08:00:00Z"));
        Browser admin = clinic.asAdmin(port);

        String overview = admin.get("/admin?period=WEEK&location=" + place()).text();

        assertThat(overview).contains("before: 2.4%").contains("<span class=\"sr\">less </span>2.4");
        assertThat(overview).as("nobody was due this week").contains("no data");
    }

    @Test
    void whatHasWaitedTooLongIsToBeDoneAndItsListShowsAsMany() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-25T10:40", null);
        Browser admin = clinic.asAdmin(port);
        clock.advance(Duration.ofHours(4));

        String overview = admin.get("/admin").text();

        Matcher waiting =
                Pattern.compile("(\\d+) requests? waits? longer than 4 hours").matcher(overview);
        assertThat(waiting.find()).isTrue();
        String list = admin.get("/admin/appointments?mark=WAITING_LONG&from=").text();
        assertThat(list)
                .contains(waiting.group(1) + " appointment")
                .contains(asked.id().value().toString());
        assertThat(admin.get("/admin/appointments?mark=WAITING_LONG&from=&location=" + place())
                        .text())
                .contains(">1 appointment<")
                .contains("<option value=\"WAITING_LONG\" selected");
    }

    @Test
    void theNumbersOfAChartAreTakenAwayAsAFileWithoutAnyPatient() {
        clinic.anotherDoctor("=SUM(1)");
        aWeekThatIsOver();
        Browser admin = clinic.asAdmin(port);
        String scope = "&period=WEEK&location=" + place();

        Answer outcomes = admin.get("/admin/figures?chart=OUTCOMES" + scope);
        assertThat(outcomes.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(outcomes.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"outcomes-2026-12-01.csv\"");
        assertThat(outcomes.text().split("\r\n"))
                .hasSize(8)
                .startsWith(
                        "from,to,completed,confirmed,requested,moved,cancelled,no_show,total",
                        "2026-11-24,2026-11-24,1,0,0,0,0,1,2",
                        "2026-11-25,2026-11-25,0,1,0,0,0,0,1");
        assertThat(admin.get("/admin/figures?chart=UTILISATION" + scope).text().split("\r\n"))
                .hasSize(3)
                .contains("\"" + clinic.doctor.name() + "\",4,80,3360,2.4,4,1,25.0")
                .contains("\"'=SUM(1) " + clinic.name + "\",0,0,3780,0.0,0,0,");
        assertThat(admin.get("/admin/figures?chart=COMING" + scope).text().split("\r\n"))
                .hasSize(8);
        assertThat(admin.get("/admin/figures?chart=THIRD_NEXT" + scope).text())
                .startsWith("type,doctor,days\r\n")
                .contains(clinic.type.name())
                .doesNotContain("Ruth", "Maya");
        assertThat(admin.get("/admin/figures?chart=SECRETS").status()).isEqualTo(400);
        assertThat(admin.get("/admin?period=FOREVER").status()).isEqualTo(400);
    }

    @Test
    void theWeekIsShownHourByHourAndDayByDay() {
        aWeekThatIsOver();
        Browser admin = clinic.asAdmin(port);
        String scope = "&period=WEEK&location=" + place();

        String overview = admin.get("/admin?period=WEEK&location=" + place()).text();
        assertThat(overview)
                .as("20 minutes of the only Tuesday, Wednesday and Friday, each at nine; nothing at noon")
                .containsPattern("<th scope=\"row\">Tue</th><td data-full=\"0\">0</td><td data-full=\"1\">33</td>")
                .containsPattern("<th scope=\"row\">Thu</th><td data-full=\"0\">0</td><td data-full=\"0\">0</td>")
                .contains("<span class=\"sr\">nobody could be seen</span>");
        assertThat(overview)
                .as("two of seven days with nothing, the others with an hour more or less")
                .contains("Day by day: lowest 0%, highest 8.3%, last 0%")
                .contains("Day by day: lowest 0, highest 1, last 0");
        assertThat(admin.get("/admin/figures?chart=FULL_HOURS" + scope).text().split("\r\n"))
                .hasSize(1 + 7 * 9)
                .contains("tuesday,9,20,60,33", "tuesday,10,20,60,33", "tuesday,12,0,0,", "saturday,8,0,60,0");
        assertThat(admin.get("/admin/figures?chart=KEY_FIGURES" + scope).text().split("\r\n"))
                .hasSize(8)
                .contains(
                        "2026-11-24,2026-11-24,8.3,50.0,0,100.0,0",
                        "2026-11-26,2026-11-26,0.0,,0,100.0,1",
                        "2026-11-28,2026-11-28,0.0,,0,,0");
    }

    @Test
    void requestsAreShownByTheirAgeAndTheOldAreListed() {
        clinic.request(clinic.patient("Maya Chen"), "2026-11-25T10:40", null);
        clock.advance(Duration.ofHours(5));
        clinic.request(clinic.patient("Ivan Petrov"), "2026-11-25T11:20", null);
        Browser admin = clinic.asAdmin(port);

        String overview = admin.get("/admin?location=" + place()).text();

        assertThat(overview).contains("2 waiting, 1 of them longer than 4 hours.");
        Matcher longer = Pattern.compile("<a class=\"tiny\" href=\"([^\"]*)\">1 longer than 4 hours</a>")
                .matcher(overview);
        assertThat(longer.find()).isTrue();
        assertThat(admin.get(longer.group(1).replace("&amp;", "&")).text()).contains(">1 appointment<");
        assertThat(admin.get("/admin/figures?chart=WAITING&location=" + place()).text())
                .isEqualTo(
                        "waited_hours_from,waited_hours_to,requests\r\n,1,1\r\n1,2,0\r\n2,4,0\r\n4,8,1\r\n8,24,0\r\n24,,0\r\n");
    }

    @Test
    void whoWentOutsideTheRulesStandsThereWithTheReason() {
        BookingOutcome late = appointments.book(
                clinic.setUp,
                new Booking(
                        clinic.patient("Maya Chen").id(),
                        clinic.doctor.id(),
                        clinic.location.id(),
                        clinic.type.id(),
                        Instant.parse("2026-11-25T18:30:00Z"),
                        null,
                        null,
                        null,
                        "Flies on Thursday " + clinic.name,
                        null));
        AppointmentView visit = ((BookingOutcome.Done) late).appointment();
        clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-25T09:00");

        String overview = clinic.asAdmin(port).get("/admin").text();

        assertThat(overview.substring(overview.indexOf("id=\"overrides\""), overview.indexOf("id=\"coming\"")))
                .contains("Flies on Thursday " + clinic.name, "Maya Chen")
                .contains("/admin/audit?record=" + visit.id().value())
                .doesNotContain("Ivan Petrov");
    }

    @Test
    void aPlaceWithoutDoctorsSaysWhyNothingIsDrawn() {
        Location empty = directory.addLocation(
                clinic.setUp, new Directory.NewLocation("Annexe " + clinic.name, StaffClinic.ZONE, null, null));
        Browser admin = clinic.asAdmin(port);

        String overview = admin.get("/admin?location=" + empty.id().value()).text();

        assertThat(overview)
                .contains("Nobody had hours in these days", "Nobody waits for an answer.")
                .doesNotContain("NaN");
        for (String chart : List.of("KEY_FIGURES", "FULL_HOURS", "WAITING")) {
            assertThat(admin.get("/admin/figures?chart=" + chart + "&location="
                                    + empty.id().value())
                            .status())
                    .as(chart)
                    .isEqualTo(200);
        }
    }

    @Test
    void theRailSaysOnEveryPageHowManyRequestsWait() {
        Browser admin = clinic.asAdmin(port);
        int before = requestsOnTheRail(admin);
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-25T10:40", null);

        assertThat(requestsOnTheRail(admin)).isEqualTo(before + 1);
        appointments.approve(clinic.setUp, asked.id(), Change.anyVersion());
        assertThat(requestsOnTheRail(admin)).isEqualTo(before);
        assertThat(clinic.asDoctor(port).get("/doctor").text()).doesNotContain("waiting\"");
    }

    private static int requestsOnTheRail(Browser admin) {
        Matcher said = Pattern.compile("aria-label=\"Appointments, ([\\d,]+) requests? waiting\"")
                .matcher(admin.get("/admin/clinic").text());
        return said.find() ? Integer.parseInt(said.group(1).replace(",", "")) : 0;
    }

    @Test
    void neitherDaysNorDoctorsAddStatements() {
        aWeekThatIsOver();
        long week = statements(Period.WEEK);
        for (int n = 0; n < 6; n++) {
            clinic.anotherDoctor("Dr Number " + n);
        }

        assertThat(week).isPositive().isLessThan(70);
        assertThat(statements(Period.NINETY_DAYS)).isLessThanOrEqualTo(week);
    }

    private long statements(Period period) {
        var scope = new FigureScope(
                period, clinic.location.id(), StaffClinic.ZONE, LocalDate.ofInstant(clock.instant(), StaffClinic.ZONE));
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var seen = new ListAppender<ILoggingEvent>();
        log.setLevel(Level.DEBUG);
        seen.start();
        log.addAppender(seen);
        try {
            OverviewFigures.Both both = figures.both(clinic.setUp, scope);
            figures.course(clinic.setUp, scope, figures.outcomes(clinic.setUp, scope), both.open());
            figures.hours(clinic.setUp, scope, both.open());
            figures.coming(clinic.setUp, scope);
            figures.thirdNext(clinic.setUp, scope, both.tallies());
        } finally {
            log.detachAppender(seen);
            log.setLevel(null);
        }
        return seen.list.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }

    /** From Tuesday to Monday: one came, one did not, two were never marked, one was called off late, one declined. */
    private void aWeekThatIsOver() {
        AppointmentView came = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView missed = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T10:00");
        clinic.confirmed(clinic.patient("Sofia Marín"), "2026-11-25T09:00");
        AppointmentView off = clinic.confirmed(clinic.patient("Liam Byrne"), "2026-11-26T09:00");
        AppointmentView declined = clinic.request(clinic.patient("Grace Kim"), "2026-11-26T10:00", null);
        appointments.reject(clinic.setUp, declined.id(), Change.because("Not here"));
        BookingOutcome rang = appointments.book(
                clinic.setUp,
                new Booking(
                        clinic.patient("Maya Chen").id(),
                        clinic.doctor.id(),
                        clinic.location.id(),
                        clinic.type.id(),
                        Instant.parse("2026-11-27T09:00:00Z"),
                        null,
                        null,
                        null));
        AppointmentView byTelephone = ((BookingOutcome.Done) rang).appointment();
        appointments.approve(clinic.setUp, byTelephone.id(), Change.anyVersion());
        clock.set(Instant.parse("2026-11-26T08:00:00Z"));
        appointments.complete(clinic.setUp, came.id(), Change.anyVersion());
        appointments.markNoShow(clinic.setUp, missed.id(), Change.anyVersion());
        appointments.cancel(clinic.setUp, off.id(), Change.because("Rang"));
        clock.set(TestClock.START.plus(Duration.ofDays(8)));
        assertThat(List.of(clinic.read(came).status(), clinic.read(missed).status()))
                .as("what the week ended with")
                .hasToString("[COMPLETED, NO_SHOW]");
    }

    private String place() {
        return clinic.location.id().value().toString();
    }
}
