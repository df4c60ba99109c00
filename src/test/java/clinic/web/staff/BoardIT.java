package clinic.web.staff;

import static clinic.testing.Keyboard.press;
import static clinic.testing.Keyboard.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.directory.Doctor;
import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The front desk's board in a real browser, by keys alone and by mouse. */
class BoardIT extends StaffBrowser {

    private Doctor other;
    private AppointmentView ruth;
    private AppointmentView ivan;

    @BeforeEach
    void twoDoctorsAndTwoVisits() {
        other = clinic.anotherDoctor("Dr Yusuf Haddad");
        ruth = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        ivan = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T10:00");
    }

    @Test
    void aVisitIsMovedToAnotherDoctorAndBackByKeysAlone() {
        Page board = board(ColorScheme.LIGHT);
        tabTo(board, event(board, ruth));
        press(board, "ArrowDown");
        assertThat(event(board, ivan)).isFocused();
        press(board, "ArrowUp", "m", "ArrowDown");
        says(board, "09:10, " + clinic.doctor.name() + ", free");
        press(board, "ArrowDown", "ArrowRight");
        says(board, "09:20, " + other.name() + ", free");
        assertThat(board.locator(".ghost")).hasText("09:20 Ruth Adeyemi");

        press(board, "Enter");
        says(board, "Moved to 09:20, " + other.name() + ".");
        assertThat(event(board, ruth)).isFocused();
        assertThat(column(board, other).locator(".ev")).hasCount(1);
        assertThat(start(ruth)).isEqualTo(Instant.parse("2026-11-24T09:20:00Z"));
        assertThat(clinic.read(ruth).doctor()).isEqualTo(other.id());

        press(board, "u");
        says(board, "Put back.");
        assertThat(event(board, ruth)).isFocused();
        assertThat(start(ruth)).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(clinic.read(ruth).doctor()).isEqualTo(clinic.doctor.id());
    }

    @Test
    void whereTheClinicSaysNoItIsPutBackAndTheWordsLeadToTheForm() {
        Page board = board(ColorScheme.LIGHT);
        event(board, ruth).focus();
        press(board, "m", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
        says(board, "10:00, " + clinic.doctor.name() + ", taken by Ivan Petrov");

        press(board, "Enter");
        assertThat(board.locator("#move-box").getByRole(AriaRole.ALERT)).isVisible();
        Locator form =
                board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Nearest times and other ways"));
        assertThat(form).isFocused();
        assertThat(start(ruth)).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(Chromium.faults(board)).isEmpty();

        press(board, "Enter");
        assertThat(board.getByText("Nearest times").first()).isVisible();
        assertThat(board).hasURL(Pattern.compile(".*/reschedule"));
    }

    @Test
    void escapePutsBackWhatWasPickedUp() {
        Page board = board(ColorScheme.LIGHT);
        event(board, ruth).focus();
        press(board, "m", "ArrowDown", "Escape");

        says(board, "Put back.");
        assertThat(event(board, ruth)).isFocused();
        assertThat(board.locator(".ghost")).hasCount(0);
        assertThat(board.locator("#move-box")).isHidden();
    }

    @Test
    void aVisitIsDraggedWithTheMouse() {
        Page board = board(ColorScheme.LIGHT);
        BoundingBox from = event(board, ruth).boundingBox();
        BoundingBox to = column(board, other).boundingBox();
        double minute = event(board, ivan).boundingBox().y - from.y;
        board.mouse().move(from.x + 40, from.y + 8);
        board.mouse().down();
        board.mouse().move(to.x + 40, from.y + 30);
        board.mouse().move(to.x + 40, from.y + 8 + minute * 40 / 60);
        assertThat(board.locator(".ghost")).hasText("09:40 Ruth Adeyemi");
        board.mouse().up();

        says(board, "Moved to 09:40, " + other.name() + ".");
        assertThat(start(ruth)).isEqualTo(Instant.parse("2026-11-24T09:40:00Z"));
        assertThat(board.url()).as("nothing was opened").contains("/admin/desk");
    }

    @Test
    void whatWasChangedElsewhereMeanwhileIsNotOverwritten() {
        Page board = board(ColorScheme.LIGHT);
        event(board, ruth).focus();
        press(board, "m", "ArrowDown", "ArrowDown");
        clinic.arrives(ruth);
        appointments.cancel(clinic.setUp, ruth.id(), Appointments.Change.because("The patient rang"));

        press(board, "Enter");

        assertThat(board.locator("#move-box").getByRole(AriaRole.ALERT)).isVisible();
        assertThat(start(ruth)).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
    }

    @Test
    void inArabicTheArrowsFollowWhatIsSeen() {
        Page board = board(ColorScheme.LIGHT);
        board.navigate("/account");
        board.locator("#language").selectOption("ar");
        board.locator("form[action='/account/language'] button").click();
        board.waitForURL(Pattern.compile(".*/account\\?.*|.*/account"));
        board.navigate(address());
        event(board, ruth).focus();
        press(board, "m", "ArrowLeft");
        assertThat(column(board, other).locator(".ghost")).isVisible();
    }

    @Test
    void newBookingHelpAndPlacesAreAKeyAway() {
        Page board = board(ColorScheme.LIGHT);
        press(board, "?");
        Locator help = board.locator("dialog.keys");
        assertThat(help).containsText("Pick the visit up to move it");
        assertThat(Chromium.faults(board)).isEmpty();
        press(board, "Escape");
        assertThat(help).hasCount(0);

        event(board, ruth).focus();
        press(board, "n");
        board.waitForURL(
                Pattern.compile(".*/admin/book\\?doctor=" + clinic.doctor.id().value() + ".*"));
        // In the field for the patient's name letters are letters.
        board.locator("h1").click();
        press(board, "g", "d");
        board.waitForURL(Pattern.compile(".*/admin/desk"));
    }

    @Test
    void whoTurnsLettersOffKeepsTheArrows() {
        Page board = board(ColorScheme.LIGHT);
        board.navigate("/account");
        board.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Off").setExact(true))
                .click();
        board.navigate(address());
        event(board, ruth).focus();

        press(board, "m", "?", "n", "ArrowDown");

        assertThat(event(board, ivan)).isFocused();
        assertThat(board.locator("dialog.keys")).hasCount(0);
        assertThat(board.locator("kbd.key")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theBoardIsAccessibleWhileAVisitIsCarried(ColorScheme scheme) {
        Page board = board(scheme);
        assertThat(Chromium.faults(board)).isEmpty();

        event(board, ruth).focus();
        press(board, "m", "ArrowDown");

        assertThat(event(board, ruth)).hasCSS("outline-style", "solid");
        assertThat(Chromium.faults(board)).isEmpty();
    }

    private String address() {
        return "/admin/desk?date=2026-11-24&location=" + clinic.location.id().value();
    }

    private Page board(ColorScheme scheme) {
        Page page = signedIn(clinic.admin.email(), Chromium.DESKTOP, scheme);
        page.navigate(address());
        return page;
    }

    private Instant start(AppointmentView of) {
        return clinic.read(of).during().start();
    }

    private static Locator event(Page board, AppointmentView of) {
        return board.locator("#a-" + of.id().value());
    }

    private static Locator column(Page board, Doctor of) {
        return board.locator(".col[aria-label='" + of.name() + "']");
    }

    private static void says(Page board, String words) {
        assertThat(board.locator("#board-says")).hasText(words);
    }
}
