package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How somebody who is signed in wants to have things. */
@ClinicTest
class AccountPageTest {

    private static final String PASSWORD = "seven small brown otters";

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    private Browser browser;
    private Actor patient;

    @BeforeEach
    void aPatientIsSignedIn() {
        String email = "account-" + UUID.randomUUID() + "@people.example";
        Account account =
                identity.enrol(Actor.system(UUID.randomUUID()), email, "Pat Page", Role.PATIENT, null, PASSWORD);
        patient = account.actor(UUID.randomUUID());
        browser = new Browser(port);
        browser.signIn(email, PASSWORD);
    }

    @Test
    void theLanguagesAreOfferedUnderTheirOwnNames() {
        assertThat(browser.get("/account").text())
                .contains("lang=\"de\">Deutsch<", "lang=\"fr\">Français<", "lang=\"ar\">العربية<")
                .containsPattern("<option value=\"en\"[^>]* selected>English<");
    }

    @Test
    void theLanguageThatIsChosenStays() {
        Answer answer = browser.submit("/account/language", Map.of("language", "ar"));

        assertThat(answer.location()).isEqualTo("/account?saved=LANGUAGE");
        assertThat(identity.me(patient).locale()).isEqualTo("ar");
        assertThat(browser.get(answer.location()).text())
                .containsPattern("<option value=\"ar\"[^>]* selected>")
                .contains("تم الحفظ");
        assertThat(browser.get("/account").text()).doesNotContain("تم الحفظ");
    }

    @Test
    void aLanguageThatIsNotOfferedIsRefusedOnTheForm() {
        Answer answer = browser.submit("/account/language", Map.of("language", "tlh"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Choose one of the languages of the list.", "aria-invalid=\"true\"");
        assertThat(identity.me(patient).locale()).isEqualTo("en");
    }
}
