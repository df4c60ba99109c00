package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import clinic.booking.AppointmentId;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicAlreadyThere;
import clinic.testing.ClinicTest;
import clinic.testing.ReadCalendar;
import clinic.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo clinic without a mail server, its relay running by itself. */
@ClinicTest
@Import({Practice.class, ClinicAlreadyThere.class})
@TestPropertySource(properties = {"clinic.demo=true", "clinic.relay.enabled=true"})
class DemoMailboxTest {

    @Autowired
    private Practice practice;

    @Autowired
    private DemoMailbox mailbox;

    @Autowired
    private TestClock clock;

    @LocalServerPort
    private int port;

    @Test
    void aMailLiesInTheMailboxMomentsAfterTheStepWasTaken() throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> mailbox.mails(patient.email(), 10).size() == 1
                        && mailbox.mails(doctor.email(), 10).size() == 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> practice.mails(id).stream().allMatch(mail -> mail.endsWith("SENT")));

        JsonNode mail = json("/api/v1/demo/mailbox?limit=1&to=" + patient.email())
                .get("items")
                .get(0);
        assertThat(mail.get("to").asString()).isEqualTo(patient.email());
        assertThat(mail.get("subject").asString()).isEqualTo("Your request for Tue 24 Nov, 10:40 London time");
        assertThat(mail.get("sentAt").asString()).startsWith("2026-11-23T08:00:00");
        assertThat(mail.get("text").asString()).contains("/appointments/" + id.value());
        assertThat(mail.get("html").asString()).startsWith("<!doctype html>");
        assertThat(mail.get("parts"))
                .extracting(part -> part.get("contentType").asString())
                .containsExactly("text/plain", "text/html", "text/calendar; method=REQUEST; charset=UTF-8");
        assertThat(ReadCalendar.of(mail.get("parts").get(2).get("content").asString())
                        .start())
                .isEqualTo(Practice.TUESDAY);

        HttpResponse<String> page = get("/demo/mailbox?to=" + patient.email());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Your request for Tue 24 Nov, 10:40 London time", "You asked for an appointment")
                .contains("/appointments/" + id.value() + "\">")
                .doesNotContain(doctor.email());
    }

    @Test
    void aTextMessageLiesThereTooAtAnyHourUnderItsNumber() throws Exception {
        String number = "+447700900" + ThreadLocalRandom.current().nextInt(100, 1000);
        Someone patient = practice.patientWithPhone(number);
        Someone doctor = practice.doctor();
        clock.set(Practice.TUESDAY.minus(Duration.ofHours(12)));
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);

        await().atMost(Duration.ofSeconds(10)).until(() -> practice.texts(id).equals(List.of("APPROVED SENT")));

        JsonNode text = json("/api/v1/demo/mailbox?to=" + number.replace("+", "%2B"))
                .get("items")
                .get(0);
        assertThat(text.get("to").asString()).isEqualTo(number);
        assertThat(text.get("subject").asString()).isEqualTo("SMS");
        assertThat(text.get("text").asString()).contains("10:40 London time was approved.");
        assertThat(text.get("html").asString()).isEmpty();
        assertThat(text.get("parts"))
                .extracting(part -> part.get("contentType").asString())
                .containsExactly("text/plain");
        assertThat(json("/api/v1/demo/mailbox?to=" + number).get("items"))
                .as("with a + that the address bar made a space")
                .hasSize(1);
        assertThat(get("/demo/mailbox?to=%2B44+(0)" + number.substring(3)).body())
                .contains("10:40 London time was approved.");
    }

    @Test
    void anAddressWithoutMailsHasNone() throws Exception {
        assertThat(json("/api/v1/demo/mailbox?to=nobody@people.example").get("items"))
                .isEmpty();
        assertThat(get("/demo/mailbox?to=%3Cb%3E").body()).contains("&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void aLimitThatIsNoneIsRefused() throws Exception {
        assertThat(get("/api/v1/demo/mailbox?limit=0").statusCode()).isEqualTo(422);
        assertThat(get("/api/v1/demo/mailbox?limit=many").statusCode()).isBetween(400, 422);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return AsAVisitor.get(port, path);
    }

    /** Any page or address, as somebody who has not signed in. */
    static class AsAVisitor {

        private AsAVisitor() {}

        static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                URI address = URI.create("http://localhost:" + port + path);
                return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            }
        }
    }
}
