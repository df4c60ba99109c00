package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Answer;
import clinic.testing.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** By which ways somebody wants to be told, as JSON and as a page, in a clinic that sends no text messages. */
@ApiTest
class PreferencesOverHttpTest {

    private static final String PATH = "/api/v1/me/notification-preferences";

    @Autowired
    Callers callers;

    @Test
    void whatIsReadCanBeSentBack() {
        Callers.Caller patient = callers.patient();

        JsonNode read = callers.get(patient, PATH).json();

        assertThat(read.toString())
                .isEqualTo("{\"kinds\":["
                        + "{\"kind\":\"CHANGES\",\"email\":true,\"sms\":true,\"inApp\":true,\"required\":true},"
                        + "{\"kind\":\"REMINDERS\",\"email\":true,\"sms\":true,\"inApp\":true,\"required\":false},"
                        + "{\"kind\":\"OWN_ACTS\",\"email\":true,\"sms\":false,\"inApp\":true,\"required\":false}]}");
        Answer sent = callers.call(patient, "PUT", PATH, read.toString());
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        assertThat(sent.json()).isEqualTo(read);
    }

    @Test
    void aChoiceIsKeptAndWhatIsLeftOutStays() {
        Callers.Caller patient = callers.patient();

        Answer sent = callers.call(patient, "PUT", PATH, """
                {"kinds": [{"kind": "REMINDERS", "email": false, "sms": false}]}""");

        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        assertThat(callers.get(patient, PATH).json()).isEqualTo(sent.json());
        assertThat(sent.json().path("kinds"))
                .extracting(kind -> kind.path("email").asBoolean())
                .containsExactly(true, false, true);
    }

    @Test
    void switchingOffWhatMustBeToldIsRefusedWithWords() {
        Answer answer = callers.call(callers.patient(), "PUT", PATH, """
                {"kinds": [{"kind": "CHANGES", "email": false, "sms": true}]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("kinds[0].email");
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("REQUIRED");
        assertThat(answer.json().at("/errors/0/detail").asString()).startsWith("Keep mails switched on");
    }

    @Test
    void whatIsNoChoiceIsRefused() {
        Answer answer = callers.call(callers.patient(), "PUT", PATH, """
                {"kinds": [{"kind": "REMINDERS", "email": true, "sms": true, "inApp": false, "required": true}]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactly("kinds[0].inApp", "kinds[0].required");
    }

    @Test
    void aPatientChoosesOnTheAccountsPage() {
        Callers.Caller patient = callers.patient();
        Browser browser = callers.browser(patient);
        assertThat(browser.get("/account").text())
                .contains("How we tell you", "Your visit is near")
                .doesNotContain("Text message", "name=\"sms\"");

        Answer saved = browser.submit("/account/messages", Map.of("email", "CHANGES"));

        assertThat(saved.header("Location")).endsWith("/account?saved=MESSAGES");
        assertThat(browser.get("/account?saved=MESSAGES").text()).contains("Your choice is saved.");
        assertThat(callers.get(patient, PATH).json().path("kinds"))
                .extracting(kind ->
                        kind.path("email").asBoolean() + " " + kind.path("sms").asBoolean())
                .as("what the page does not ask for stays")
                .containsExactly("true true", "false true", "false false");
    }

    @Test
    void theAccountsPageSaysWhyAChoiceIsNoneAndKeepsTheTicks() {
        Browser browser = callers.browser(callers.patient());

        Answer answer = browser.submit("/account/messages", Map.of("email", "OWN_ACTS"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Keep mails or text messages switched on")
                .contains("value=\"OWN_ACTS\" checked")
                .contains("value=\"CHANGES\">");
    }

    @Test
    void anAdminHasNothingToChoose() {
        assertThat(callers.browser(callers.people().admin()).get("/account").text())
                .doesNotContain("How we tell you");
    }
}
