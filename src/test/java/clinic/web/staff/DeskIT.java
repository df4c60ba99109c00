package clinic.web.staff;

import static clinic.testing.Keyboard.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.patients.Patient;
import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The front desk at work in a real browser, with the keyboard alone. The clock stands on Monday 23 November 2026, 08:00 UTC. */
class DeskIT extends StaffBrowser {

    private Page page;

    @BeforeEach
    void anAdminAtTheDesk() {
        page = signedIn(clinic.admin.email(), Chromium.DESKTOP, ColorScheme.LIGHT);
    }

    @Test
    void somebodyWalksInAndSitsInTheWaitingRoomAfterThreeScreens() {
        Patient hugo = clinic.patient("Hugo " + clinic.name);
        page.navigate("/admin/walk-in?type=" + clinic.type.id().value() + "&location="
                + clinic.location.id().value());

        tabTo(page, page.getByLabel("Name, phone, e-mail or date of birth"));
        page.keyboard().type("Hug " + clinic.name);
        Locator choose = page.getByRole(AriaRole.LINK, named("Choose " + hugo.name()));
        assertThat(choose).isVisible();
        tabTo(page, choose);
        page.keyboard().press("Enter");
        tabTo(page, page.getByRole(AriaRole.BUTTON, named("Now " + clinic.doctor.name())));
        page.keyboard().press("Enter");

        assertThat(page.getByText(hugo.name() + " has arrived and is in the waiting room"))
                .isVisible();
        tabTo(page, page.getByRole(AriaRole.LINK, named("Back to the board")));
        page.keyboard().press("Enter");
        assertThat(page.locator(".side").getByText(hugo.name())).isVisible();
        // At this place alone: others of the same name may work elsewhere.
        page.navigate("/admin/desk?location=" + clinic.location.id().value());
        assertThat(page.locator(".side").getByText(hugo.name())).isVisible();
        assertThat(Chromium.faults(page)).isEmpty();
    }

    @Test
    void aTimeOutsideTheHoursIsBookedWithAReason() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        page.navigate("/admin/book?patient=" + zanele.id().value() + "&type="
                + clinic.type.id().value() + "&doctor=" + clinic.doctor.id().value() + "&time="
                + clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z"));
        assertThat(page.getByText("cannot be booked as it stands")).isVisible();
        assertThat(Chromium.faults(page)).isEmpty();

        tabTo(page, page.getByLabel("Why it is to be booked all the same"));
        page.keyboard().type("The doctor agreed");
        tabTo(page, page.getByRole(AriaRole.BUTTON, named("Book it anyway")));
        page.keyboard().press("Enter");

        assertThat(page.getByText("Booked. The patient is told.")).isVisible();
        assertThat(page.getByText("The doctor agreed")).isVisible();
    }

    @Test
    void enterInTheReasonBooksWhatItIsTheReasonFor() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        page.navigate("/admin/book?patient=" + zanele.id().value() + "&type="
                + clinic.type.id().value() + "&doctor=" + clinic.doctor.id().value() + "&time="
                + clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z"));

        tabTo(page, page.getByLabel("Why it is to be booked all the same"));
        page.keyboard().type("The doctor agreed");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The doctor agreed")).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, named("18:30"))).isVisible();
    }

    @Test
    void aNoteStaysWhenTheNextWeekAndAnotherPlaceAreLookedAt() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        page.navigate("/admin/book?patient=" + zanele.id().value() + "&type="
                + clinic.type.id().value() + "&from=2026-11-24");
        Locator note = page.getByLabel("Note for the doctor");
        note.fill("Brings the letter of the hospital");

        page.getByRole(AriaRole.LINK, named("Seven days later")).click();
        page.waitForURL(url -> url.contains("from=2026-12-01"));
        Locator doctor = page.locator("#doctor");
        doctor.focus();
        doctor.selectOption(clinic.doctor.name());
        page.waitForURL(url -> url.contains("doctor=" + clinic.doctor.id().value()));

        assertThat(note).hasValue("Brings the letter of the hospital");
        assertThat(doctor).isFocused();
        page.locator(".slot-pick input").first().check();
        page.getByRole(AriaRole.BUTTON, named("Book the chosen time")).click();
        assertThat(page.getByText("Booked. The patient is told.")).isVisible();
        Page doctorsOwn = signedIn(clinic.doctorEmail, Chromium.DESKTOP, ColorScheme.LIGHT);
        doctorsOwn.navigate(page.url().replaceAll("/admin(/appointments/[^?]*).*", "/doctor$1"));
        assertThat(doctorsOwn.getByText("Brings the letter of the hospital")).isVisible();
    }

    @Test
    void aDayIsClosedAndItsTwoVisitsMoved() {
        AppointmentView ruth = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView ivan = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T09:20");
        page.navigate(
                "/admin/desk/close?date=2026-11-24&doctor=" + clinic.doctor.id().value());

        tabTo(page, page.getByLabel("New time for Ivan Petrov"));
        page.keyboard().press("ArrowDown");
        tabTo(page, page.getByLabel("Reason"));
        page.keyboard().type("Doctor is ill");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The day is closed. 2 visits were moved.")).isVisible();
        assertThat(Chromium.faults(page)).isEmpty();
        assertThat(clinic.read(ruth).during().start()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(clinic.read(ivan).during().start()).isAfter(Instant.parse("2026-11-25T08:20:00Z"));
    }

    @Test
    void theBoardOfTwelveDoctorsAndTheWeekPrintOnOnePage() {
        for (int n = 1; n < 12; n++) {
            clinic.request(
                    clinic.patient("Ruth Adeyemi"), clinic.anotherDoctor("Dr Number " + n), "2026-11-24T09:00", null);
        }
        page.navigate(
                "/admin/desk?date=2026-11-24&location=" + clinic.location.id().value());
        assertThat(page.locator(".col")).hasCount(12);
        assertThat(printedPages()).isEqualTo(1);

        page.navigate("/admin/desk/week?doctor=" + clinic.doctor.id().value());
        assertThat(printedPages()).isEqualTo(1);
    }

    private long printedPages() {
        byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        return Pattern.compile("/Type\\s*/Page\\b(?!s)")
                .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }
}
