package clinic.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Actor.Role;
import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A patient asks for a time, the doctor agrees, the patient sees it and calls it off. */
class BookingJourneyIT extends BrowserBase {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPatientBooksTheDoctorApprovesAndThePatientCancelsWithOrWithoutScript(boolean script) {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), patient("Leila Amari"));
        String doctorEmail = enrol(Role.DOCTOR, practice.doctor().id().value(), "Dr Amara Osei");

        patient.navigate(practice.book());
        pick(patient, practice.time("09:20"));
        assertThat(patient.locator("#yours")).containsText("Wed 25 Nov, 09:20");
        assertThat(patient.locator("#yours")).containsText("London time (GMT)");
        patient.getByLabel("What would you like help with?").fill("Headaches most mornings.");
        button(patient, "Request this appointment").click();

        assertThat(patient.getByText("Your request has been sent.")).isVisible();
        assertThat(patient.locator(".badge.s-pending")).containsText("Requested");
        assertThat(patient.getByText("You asked for this time.")).isVisible();
        String appointment = patient.url().replaceAll("\\?.*", "");

        Page doctor = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), doctorEmail);
        doctor.navigate("/doctor");
        assertThat(doctor.getByText("Headaches most mornings.").first()).isVisible();
        doctor.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Approve")))
                .first()
                .click();

        patient.navigate("/appointments");
        assertThat(patient.locator(".visit-large")).containsText("Confirmed");
        patient.navigate(appointment);
        assertThat(patient.getByText("The doctor confirmed it.")).isVisible();

        patient.getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName("Cancel").setExact(true))
                .click();
        patient.getByLabel("Why?").fill("I feel better.");
        button(patient, "Cancel the appointment").click();

        assertThat(patient.getByText("Your appointment is cancelled.")).isVisible();
        assertThat(patient.getByText("You cancelled it.")).isVisible();
        patient.navigate(practice.book());
        assertThat(time(patient, practice.time("09:20"))).isVisible();
    }

    @Test
    void aPatientMovesAnAppointmentThatBooksInstantly() {
        Practice practice = practice(true);
        Page patient = signedIn(newBrowser(), patient("Noah Fischer"));
        patient.navigate(practice.book());
        pick(patient, practice.time("10:00"));
        button(patient, "Book this appointment").click();
        assertThat(patient.getByText("Your appointment is booked.")).isVisible();

        patient.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Move").setExact(true))
                .click();
        patient.navigate(patient.url() + "?from=2026-11-25");
        pick(patient, practice.time("11:00"));
        assertThat(patient.locator("#yours")).containsText("Wed 25 Nov, 11:00");
        button(patient, "Move to this time").click();

        assertThat(patient.getByText("Your appointment has been moved.")).isVisible();
        assertThat(patient.getByText("You moved it from Wed 25 Nov, 10:00 to Wed 25 Nov, 11:00."))
                .isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksOnceMoreForATimeThatIsHersIsLedToIt(boolean script) {
        Practice practice = practice(true);
        Page patient = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), patient("Ines Duarte"));
        Page secondTab = patient.context().newPage();
        secondTab.navigate(practice.book());
        pick(secondTab, practice.time("10:00"));
        patient.navigate(practice.book());
        pick(patient, practice.time("10:00"));
        button(patient, "Book this appointment").click();
        assertThat(patient.getByText("Your appointment is booked.")).isVisible();
        String appointment = patient.url().replaceAll("\\?.*", "");

        patient.goBack();
        button(secondTab, "Book this appointment").click();

        for (Page page : List.of(patient, secondTab)) {
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Wed 25 Nov, 10:00 is yours already.");
            assertThat(page.locator("#yours-form")).hasCount(0);
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("See your appointment"))
                    .click();
            assertThat(page).hasURL(appointment);
            assertThat(page.getByText("You booked this time.")).isVisible();
        }
    }

    @Test
    void aVisitorWhoPicksATimeSignsInAndComesBackToIt() {
        Practice practice = practice(false);
        String email = patient("Maya Chen");
        Page visitor = newBrowser();

        visitor.navigate(practice.book());
        pick(visitor, practice.time("09:40"));
        visitor.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Sign in and continue"))
                .click();
        visitor.getByLabel("E-mail address").fill(email);
        visitor.getByLabel("Password").fill(PASSWORD);
        button(visitor, "Sign in").click();

        assertThat(visitor.locator("#yours")).containsText("Wed 25 Nov, 09:40");
        assertThat(button(visitor, "Request this appointment")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPickedTimeIsKeptForWhoPickedItAndOthersSeeItTaken(boolean script) {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), patient("Hana Sato"));
        patient.navigate(practice.book());
        pick(patient, practice.time("09:00"));
        String picked = patient.url();
        patient.getByLabel("What would you like help with?").fill("Results of the blood test.");
        if (!script) {
            button(patient, "Keep this time for five minutes").click();
        }
        assertThat(patient.locator("#hold")).containsText("Held for you for");

        Page other = signedIn(newBrowser(), patient("Anna Novak"));
        other.navigate(picked);
        assertThat(other.getByRole(AriaRole.ALERT)).containsText("09:00 has just been taken.");

        if (!script) {
            button(patient, "Keep it five minutes longer").click();
            assertThat(patient.locator("#hold")).containsText("10 minutes");
        }
        assertThat(patient.getByLabel("What would you like help with?")).hasValue("Results of the blood test.");
        button(patient, "Request this appointment").click();
        assertThat(patient.getByText("Your request has been sent.")).isVisible();
    }

    @Test
    void inTheLastMinuteThePageAsksWhetherMoreIsNeededAndAtTheEndNothingIsLost() {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(), patient("Hana Sato"));
        patient.clock().install();
        patient.navigate(practice.book());
        pick(patient, practice.time("09:00"));
        patient.getByLabel("What would you like help with?").fill("Results of the blood test.");
        assertThat(patient.locator("#hold")).containsText("5:00");
        assertThat(button(patient, "Keep it five minutes longer")).isHidden();

        patient.clock().runFor(245_000);
        assertThat(patient.locator("#hold [role=status]")).hasText("Need more time?");
        button(patient, "Keep it five minutes longer").click();
        assertThat(patient.locator("#hold")).containsText("10:00");

        patient.clock().runFor(601_000);
        assertThat(patient.locator("#hold [role=status]")).containsText("No longer held for you.");
        button(patient, "Request this appointment").click();
        assertThat(patient.getByText("Your request has been sent.")).isVisible();
        assertThat(patient.getByText("Results of the blood test.")).isVisible();
    }

    @Test
    void pickingAnotherTimeKeepsWhatWasTyped() {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(), patient("Hana Sato"));
        patient.navigate(practice.book());
        pick(patient, practice.time("09:00"));
        patient.getByLabel("What would you like help with?").fill("Results of the blood test.");

        pick(patient, practice.time("11:20"));

        assertThat(patient.locator("#yours")).containsText("Wed 25 Nov, 11:20");
        assertThat(patient.getByLabel("What would you like help with?")).hasValue("Results of the blood test.");
    }

    @Test
    void arrowsMoveAmongTheTimesOfADoctor() {
        Practice practice = practice(false);
        Page visitor = newBrowser();
        visitor.navigate(practice.book());

        time(visitor, practice.time("09:00")).focus();
        visitor.keyboard().press("ArrowDown");
        assertThat(time(visitor, practice.time("09:20"))).isFocused();
        visitor.keyboard().press("ArrowRight");
        assertThat(time(visitor, practice.time("09:20").replace("Wed 25", "Thu 26")))
                .isFocused();
        visitor.keyboard().press("Enter");
        assertThat(visitor.locator("#yours")).containsText("Thu 26 Nov, 09:20");
    }

    @Test
    void aReloadAfterPickingShowsTheSameTime() {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(), patient("Anna Novak"));
        patient.navigate(practice.book());
        pick(patient, practice.time("09:00"));
        time(patient, practice.time("09:40")).click();
        assertThat(patient.locator("#yours")).containsText("Wed 25 Nov, 09:40");

        patient.navigate(patient.url());

        assertThat(patient.locator("#yours")).containsText("Wed 25 Nov, 09:40");
    }

    @Test
    void onAPhoneAPickedTimeIsAPageOfItsOwn() {
        Practice practice = practice(false);
        Page patient = signedIn(newBrowser(Chromium.PHONE, true, ColorScheme.LIGHT), patient("Elif Demir"));
        patient.navigate(practice.book());
        pick(patient, practice.time("09:20"));

        assertThat(patient.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Check and confirm")))
                .isVisible();
        assertThat(time(patient, practice.time("09:40"))).isHidden();
        button(patient, "Request this appointment").click();
        assertThat(patient.getByText("Your request has been sent.")).isVisible();
    }

    @Test
    void anothersAppointmentIsLikeOneThatNeverWas() {
        Practice practice = practice(true);
        Page owner = signedIn(newBrowser(), patient("Ruth Adeyemi"));
        owner.navigate(practice.book());
        pick(owner, practice.time("10:20"));
        button(owner, "Book this appointment").click();
        assertThat(owner.getByText("Your appointment is booked.")).isVisible();

        Page stranger = signedIn(newBrowser(), patient("Ivan Petrov"));
        assertThat(stranger.navigate(owner.url()).status()).isEqualTo(404);
        assertThat(stranger.getByRole(AriaRole.HEADING)).containsText("There is no such page");
    }

    @Test
    void theThemeIsKeptAndNeedsNoScript() {
        Page visitor = newBrowser(Chromium.DESKTOP, false, ColorScheme.LIGHT);
        visitor.navigate("/book");
        button(visitor, "Dark").click();

        assertThat(visitor.locator("html")).hasAttribute("data-theme", "dark");
        visitor.navigate("/sign-in");
        assertThat(visitor.locator("html")).hasAttribute("data-theme", "dark");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
