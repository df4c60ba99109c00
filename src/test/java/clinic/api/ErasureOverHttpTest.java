package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Asking to be erased and answering, by programs and in the pages. */
@ApiTest
class ErasureOverHttpTest {

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    private String asked(Caller patient) {
        Answer asked = callers.post(patient, "/api/v1/me/erasure", "{\"reason\": \"I moved away\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.json().path("id").asString();
    }

    @Test
    void whatAProgramIsToldOfARequestAndItsAnswer() {
        Caller patient = callers.patient();
        String id = asked(patient);

        assertThat(callers.get(patient, "/api/v1/me/erasure")
                        .json()
                        .path("dueBy")
                        .asString())
                .isEqualTo("2026-12-23");
        Answer effect = callers.get(callers.people().admin(), "/api/v1/erasures/" + id + "/effect");
        assertThat(effect.json().path("kept").asInt()).isZero();
        Answer granted = callers.post(
                callers.people().admin(), "/api/v1/erasures/" + id + "/decision", "{\"outcome\": \"GRANTED\"}");
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        assertThat(granted.json().at("/request/state").asString()).isEqualTo("GRANTED");

        assertThat(callers.get(patient, "/api/v1/me").status()).isEqualTo(401);
        Answer again = callers.post(
                callers.people().admin(),
                "/api/v1/erasures/" + id + "/decision",
                "{\"outcome\": \"REFUSED\", \"reason\": \"Too late\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ILLEGAL_TRANSITION");
    }

    @Test
    void aPatientWhoWasErasedIsNoLongerChangedAndNothingBreaks() {
        Caller patient = callers.patient();
        String id = asked(patient);
        callers.post(callers.people().admin(), "/api/v1/erasures/" + id + "/decision", "{\"outcome\": \"GRANTED\"}");

        Answer change = callers.call(
                callers.people().admin(),
                "PATCH",
                "/api/v1/patients/" + patient.person(),
                "{\"name\": \"Somebody else\"}");

        assertThat(change.status()).as(change.text()).isEqualTo(410);
        assertThat(change.code()).isEqualTo("ERASED");
        Answer read = callers.get(callers.people().admin(), "/api/v1/patients/" + patient.person());
        assertThat(read.json().path("erased").asBoolean()).isTrue();
    }

    @Test
    void askingTakesAFreshFactor() {
        Browser own = callers.browser(callers.patient());
        clock.advance(Duration.ofMinutes(11));

        Answer asked = own.submit("/account/erasure", Map.of("reason", "I moved away"));

        assertThat(asked.text()).contains("action=\"/confirm-it-is-you\"", "name=\"proof\"");
        assertThat(own.get("/account/data").text()).doesNotContain("You have asked to be erased");
    }

    @Test
    void thePagesAskWithdrawAndTellWhyItWasRefused() {
        Caller patient = callers.patient();
        Browser own = callers.browser(patient);
        Browser admin = callers.browser(callers.people().admin());

        own.submit("/account/erasure", Map.of("reason", "I moved away"));
        assertThat(own.get("/account/data").text()).contains("You have asked to be erased", "23 Dec", "I moved away");
        own.submit("/account/erasure/withdrawal", Map.of());
        assertThat(own.get("/account/data").text()).contains("You withdrew your request", "Ask to be erased");

        String id = callers.asksToBeErased(patient).toString();
        assertThat(admin.get("/admin").text()).contains("href=\"/admin/erasures\"");
        assertThat(admin.get("/admin/erasures").text()).contains("/admin/erasures/" + id);
        assertThat(admin.get("/admin/erasures/" + id).text()).contains("the key is destroyed at once");
        admin.submit("/admin/erasures/" + id + "/refusal", Map.of("reason", "A bill is still open"));
        assertThat(own.get("/account/data").text()).contains("A bill is still open");
        assertThat(admin.get("/admin/erasures?state=REFUSED").text()).contains("/admin/erasures/" + id);
    }

    @Test
    void thePageOfRetentionShowsWhatWouldGoAndKeepsWhatWasTyped() {
        Browser admin = callers.browser(callers.people().admin());

        Answer wrong = admin.submit(
                "/admin/retention",
                Map.of(
                        "MEDICAL_RECORDS", "120",
                        "IDLE_RECORDS", "120",
                        "UNUSED_ACCOUNTS", "1",
                        "MESSAGES", "12",
                        "READS", "3",
                        "REPEATED_REQUESTS", "1"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("value=\"3\"", "from 12 to 120");
        assertThat(admin.get("/admin/retention").text()).contains("What would go now", "§ 630f (3) BGB");
    }
}
