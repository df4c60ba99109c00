package clinic.web.staff;

import static clinic.testing.Keyboard.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Doctor;
import clinic.patients.Patient;
import clinic.shared.TimeRange;
import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doctors and admins at work in a real browser. The clock stands on Monday 23 November 2026, 08:00 UTC. */
class StaffJourneyIT extends StaffBrowser {

    @Test
    void aDoctorApprovesOneRequestAndDeclinesAnother() {
        AppointmentView maya = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", "Headaches.");
        AppointmentView daniel = clinic.request(clinic.patient("Daniel Ortiz"), "2026-11-24T11:00", null);
        Page page = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);

        page.getByRole(AriaRole.BUTTON, named("Approve for Maya Chen")).click();
        assertThat(said(page, "Approved. The patient is told in a few seconds."))
                .isVisible();
        assertThat(page.locator(".req-list li")).hasCount(1);

        page.locator("summary", new Page.LocatorOptions().setHasText("Decline")).click();
        page.getByLabel("Reason").fill("Please see the nurse first.");
        page.getByRole(AriaRole.BUTTON, named("Decline the request")).click();
        assertThat(page.getByText("All clear")).isVisible();

        assertThat(clinic.read(maya).status()).isEqualTo(Status.APPROVED);
        assertThat(clinic.read(daniel).status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void aDoctorApprovesWithTheKeyboardAlone() {
        AppointmentView maya = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Page page = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        Locator approve = page.getByRole(AriaRole.BUTTON, named("Approve for Maya Chen"));
        tabTo(page, approve);
        page.keyboard().press("Enter");

        assertThat(said(page, "Approved. The patient is told in a few seconds."))
                .isVisible();
        assertThat(clinic.read(maya).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void anAdminFiltersMovesCancelsAndDeletes() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        Patient ruth = clinic.patient("Ruth Adeyemi-" + clinic.name);
        AppointmentView made = clinic.confirmed(ruth, "2026-11-24T09:00");
        clinic.confirmed(clinic.patient("Ivan Petrov-" + clinic.name), "2026-11-25T09:00");
        Page page = signedIn(clinic.admin.email(), Chromium.DESKTOP, ColorScheme.LIGHT);

        page.locator(".rail a[href='/admin/appointments']").click();
        page.getByLabel("Patient").fill(ruth.name());
        page.keyboard().press("Enter");
        assertThat(page.locator("#results tbody tr")).hasCount(1);
        assertThat(page.url()).contains("patient=").doesNotContain("Ruth");

        page.locator("#results").getByRole(AriaRole.LINK).first().click();
        page.getByRole(AriaRole.LINK, named("Move").setExact(true)).click();
        page.locator("#doctor").selectOption(other.id().value().toString());
        page.getByLabel("Tue 24 Nov, 09:20, " + other.name()).check();
        page.getByRole(AriaRole.BUTTON, named("Move to the chosen time")).click();
        assertThat(page.getByText("Moved. The patient is told.")).isVisible();
        assertThat(clinic.read(made).doctor()).isEqualTo(other.id());

        ask(page, "Cancel appointment", "The patient rang.", "Cancel the appointment");
        assertThat(page.getByText("Cancelled. The patient is told.")).isVisible();
        ask(page, "Delete entry", "Entered twice.", "Delete the entry");
        assertThat(page.getByText("Deleted. Its time is free again")).isVisible();
        assertThat(page.url()).contains("/admin/appointments");
    }

    @Test
    void everyPlaceOfAnAdminIsReachedOnAPhoneWithoutPushingTheBar() {
        Page page = signedIn(clinic.admin.email(), Chromium.PHONE, ColorScheme.LIGHT);
        assertThat((Boolean) page.locator(".rail").evaluate("rail => rail.scrollWidth <= rail.clientWidth"))
                .isTrue();
        assertThat(page.locator(".rail a:visible")).hasCount(4);
        Locator more = page.getByRole(AriaRole.BUTTON, named("More"));

        more.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".rail a:visible")).hasCount(9);
        page.keyboard().press("Escape");
        assertThat(more).isFocused();
        more.click();
        page.getByRole(AriaRole.LINK, named("Audit").setExact(true)).click();

        assertThat(page).hasURL(Pattern.compile("/admin/audit$"));
    }

    @Test
    void anAdminKeepsOneVisitThatAnAbsenceLeftOutsideAndCancelsTheOther() {
        AppointmentView maya = clinic.confirmed(clinic.patient("Maya Chen-" + clinic.name), "2026-11-24T10:40");
        AppointmentView daniel = clinic.confirmed(clinic.patient("Daniel Ortiz-" + clinic.name), "2026-11-24T11:00");
        availability.addAbsence(
                clinic.setUp,
                clinic.doctor.id(),
                new TimeRange(maya.during().start(), daniel.during().end()),
                null,
                false);
        Page page = signedIn(clinic.admin.email(), Chromium.DESKTOP, ColorScheme.LIGHT);

        page.navigate("/admin/attention");
        page.locator("summary:has-text('Keep as it is for Maya Chen-" + clinic.name + "')")
                .click();
        page.locator("details[open]").getByLabel("Reason").fill("A colleague sees her");
        page.locator("details[open]").getByText("Keep the visit").click();
        assertThat(page.getByText("Kept as it is.")).isVisible();

        page.navigate("/admin/attention");
        assertThat(page.locator(".req-list li:has-text('" + clinic.name + "')")).hasCount(1);
        page.locator("summary:has-text('Cancel appointment for Daniel Ortiz-" + clinic.name + "')")
                .click();
        page.locator("details[open]").getByLabel("Reason").fill("The doctor is away");
        page.locator("details[open]").getByText("Cancel the appointment").click();
        assertThat(page.getByText("Cancelled. The patient is told.")).isVisible();

        assertThat(clinic.read(maya).status()).isEqualTo(Status.APPROVED);
        assertThat(clinic.read(daniel).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void anAdminBlocksAUserWhoIsThenSignedOut() {
        Page doctor = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);
        Page page = signedIn(clinic.admin.email(), Chromium.DESKTOP, ColorScheme.LIGHT);

        page.getByRole(AriaRole.LINK, named("Users").setExact(true)).first().click();
        page.getByLabel("Name or e-mail").fill(clinic.doctorEmail);
        page.keyboard().press("Enter");
        page.locator("#results").getByRole(AriaRole.LINK).first().click();
        page.getByRole(AriaRole.BUTTON, named("Block").setExact(true)).click();
        assertThat(page.getByText("Blocked. All sessions have ended.")).isVisible();

        doctor.reload();
        assertThat(doctor.url()).contains("/sign-in");
    }

    @Test
    void theTimesFollowTheWeekWhileItIsTyped() {
        Page page = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);
        page.navigate("/doctor/hours");
        Locator tuesday = page.locator(".times-ahead dl > div", new Page.LocatorOptions().setHasText("Tue 24 Nov"));
        assertThat(tuesday).containsText("13:00 to 16:40, every 20 min");

        page.getByRole(AriaRole.GROUP, named("Tuesday, 08:00 to 17:00"))
                .getByLabel("To", new Locator.GetByLabelOptions().setExact(true))
                .fill("15:00");
        assertThat(tuesday).containsText("13:00 to 14:40, every 20 min");
        page.getByRole(AriaRole.BUTTON, named("Preview")).click();
        assertThat(tuesday).containsText("13:00 to 14:40, every 20 min");
        assertThat(page.url()).endsWith("/doctor/hours");

        page.getByRole(AriaRole.GROUP, named("Tuesday, 08:00 to 17:00"))
                .getByLabel("To", new Locator.GetByLabelOptions().setExact(true))
                .fill("12:30");
        Locator problem =
                page.getByRole(AriaRole.LINK, named("A break lies within its hours and ends after it begins."));
        assertThat(problem).isVisible();
        assertThat(Chromium.faults(page)).isEmpty();
        problem.click();
        assertThat(page.getByRole(AriaRole.GROUP, named("Tuesday, 08:00 to 17:00"))
                        .getByLabel("Breaks"))
                .isFocused();
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(7);
    }

    @Test
    void aCalendarFileIsShownAndThenAdded() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:20");
        Page page = signedIn(clinic.doctorEmail, Chromium.PHONE, ColorScheme.DARK);
        page.navigate("/doctor/hours");
        page.getByLabel("Calendar file")
                .setInputFiles(new FilePayload("away.ics", "text/calendar", """
                        BEGIN:VCALENDAR
                        BEGIN:VEVENT
                        DTSTART;VALUE=DATE:20261124
                        END:VEVENT
                        BEGIN:VEVENT
                        DTSTART:20261201T090000
                        DURATION:PT1H
                        RRULE:FREQ=DAILY;COUNT=2
                        END:VEVENT
                        END:VCALENDAR
                        """.getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, named("Show what would be added")).click();
        assertThat(page.getByText("3 times away to add")).isVisible();
        assertThat(page.getByText("1 appointment would lie outside the hours")).isVisible();
        assertThat(Chromium.faults(page)).isEmpty();

        page.getByRole(AriaRole.BUTTON, named("Add 3 times away")).click();
        assertThat(page.getByText("The times away of the calendar are added.")).isVisible();
        assertThat(page.getByText("Imported")).hasCount(3);
    }

    @Test
    void aBlankTimeIsAskedAboutWithTheKeyboard() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Page page = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);
        page.navigate("/doctor?date=2026-11-24");

        tabTo(page, page.getByRole(AriaRole.LINK, named("Ask about 12:00")));
        page.keyboard().press("Enter");

        assertThat(page.getByText("cannot be booked at that time")).isVisible();
        page.getByRole(AriaRole.ROW, named("Breaks"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Every week"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Every week"))).isInViewport();
    }

    /** {@code EveryPageIT} looks at all pages of the demo clinic; here are those that are asked for something in particular. */
    @Test
    void staffPagesThatAnswerAQuestionAreAccessibleLightAndDarkWideAndNarrow() {
        AppointmentView ruth = aBusyDay();
        availability.addAbsence(clinic.setUp, clinic.doctor.id(), ruth.during(), null, false);
        String doctor = clinic.doctor.id().value().toString();
        String patient = clinic.read(ruth).patient().value().toString();
        String type = clinic.type.id().value().toString();
        List<String> forDoctor =
                List.of("/doctor", "/doctor/attention", "/doctor/why?type=" + type + "&date=2026-11-24&time=10:40");
        List<String> forAdmin = List.of(
                "/admin?location=" + clinic.location.id().value(),
                "/admin/appointments?location=" + clinic.location.id().value(),
                "/admin/attention",
                "/admin/desk?date=2026-11-24&location=" + clinic.location.id().value(),
                "/admin/desk/week?doctor=" + doctor,
                "/admin/desk/close?date=2026-11-24&doctor=" + doctor,
                "/admin/walk-in?patient=" + patient + "&type=" + type,
                "/admin/walk-in/" + ruth.id().value(),
                "/admin/book?patient=" + patient + "&type=" + type + "&time="
                        + clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z"),
                "/admin/emergencies?all=true",
                "/admin/appointments/" + ruth.id().value() + "/move?doctor=any",
                "/admin/book?patient=" + patient + "&type=" + type,
                "/admin/clinic/closures?country=gb&region=eng&year=2027&place="
                        + clinic.location.id().value(),
                "/admin/audit?record=" + ruth.id().value());
        var wrong = new ArrayList<String>();
        inspect(signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT), forDoctor, wrong);
        inspect(signedIn(clinic.doctorEmail, Chromium.PHONE, ColorScheme.DARK), forDoctor, wrong);
        inspect(signedIn(clinic.admin.email(), Chromium.DESKTOP, ColorScheme.DARK), forAdmin, wrong);
        inspect(signedIn(clinic.admin.email(), Chromium.PHONE, ColorScheme.LIGHT), forAdmin, wrong);
        assertThat(wrong).as("violations").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1280, LIGHT, en, ltr",
        "390, LIGHT, ar, rtl",
        "390, DARK, ar, rtl",
        "1280, LIGHT, ar, rtl",
        "1280, DARK, ar, rtl"
    })
    void theOverviewIsAccessibleWithAllItsTablesOpen(int width, ColorScheme scheme, String language, String direction) {
        aBusyDay();
        Page page = signedIn(clinic.admin.email(), width, scheme);
        page.navigate("/account");
        page.locator("#language").selectOption(language);
        page.locator("form[action='/account/language'] button").click();
        page.waitForURL(url -> url.contains("saved=LANGUAGE"));

        page.navigate("/admin?period=WEEK&location=" + clinic.location.id().value());
        page.evaluate("document.querySelectorAll('main details').forEach(table => table.open = true)");

        assertThat(page.locator("html")).hasAttribute("dir", direction);
        assertThat(page.locator("main .chart svg")).hasCount(5);
        assertThat(Chromium.faults(page)).isEmpty();
    }

    /** A day with requests, visits in several states and gaps. */
    private AppointmentView aBusyDay() {
        clinic.request(
                clinic.patient("Maya Chen", LocalDate.of(1992, 3, 4)),
                "2026-11-24T10:40",
                "Headaches most mornings for two weeks.");
        clinic.request(clinic.patient("Daniel Ortiz", LocalDate.of(1965, 7, 1)), "2026-11-25T09:00", "Home readings.");
        clinic.request(clinic.patient("Aisha Bello", LocalDate.of(2018, 2, 9)), "2026-11-23T15:00", null);
        AppointmentView first = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-23T09:20");
        for (String[] visit : new String[][] {
            {"Ivan Petrov", "09:40"},
            {"Sofia Marín", "10:00"},
            {"Liam Byrne", "10:20"},
            {"Grace Kim", "11:00"},
            {"Elif Demir", "11:40"},
            {"Oliver Grant", "14:00"},
            {"Jun Park", "14:20"}
        }) {
            clinic.confirmed(clinic.patient(visit[0]), "2026-11-23T" + visit[1]);
        }
        AppointmentView off = clinic.confirmed(clinic.patient("Noah Fischer"), "2026-11-24T11:00");
        appointments.cancel(clinic.setUp, off.id(), Appointments.Change.because("The patient rang"));
        return first;
    }

    private static void inspect(Page page, List<String> paths, List<String> wrong) {
        String look = page.viewportSize().width + " wide ";
        for (String path : paths) {
            page.navigate(path);
            Chromium.faults(page)
                    .forEach(fault -> wrong.add(look + path.replaceAll("[0-9a-f-]{36}", "id") + ": " + fault));
        }
    }

    /** As the page shows it; readers of the screen are told the same elsewhere. */
    private static Locator said(Page page, String words) {
        return page.getByText(words, new Page.GetByTextOptions().setExact(true));
    }

    private static void ask(Page page, String what, String reason, String confirm) {
        page.locator("summary", new Page.LocatorOptions().setHasText(what)).click();
        page.locator("details[open]").getByLabel("Reason").fill(reason);
        page.getByRole(AriaRole.BUTTON, named(confirm)).click();
    }
}
