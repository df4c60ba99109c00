package clinic.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What patients are told by text message, and when; the gateway is a real one on this machine. */
@ClinicTest
@Import(Practice.class)
@ExtendWith(OutputCaptureExtension.class)
class TextsTest {

    private static final String NUMBER = "07700 900123";
    private static final Instant AT_EIGHT = Instant.parse("2026-11-24T08:00:00Z");

    @RegisterExtension
    private static final WireMockExtension GATEWAY = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("clinic.sms.http.url", () -> GATEWAY.baseUrl() + "/send");
        registry.add("clinic.sms.http.token", () -> "secret");
        registry.add("clinic.sms.http.from", () -> "Harbour");
        registry.add("clinic.country", () -> "GB");
    }

    @Autowired
    private Practice practice;

    @Autowired
    private Relay relay;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private TextWay texts;

    @Autowired
    private OldestUnsentHealth health;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void nothingIsWaiting() {
        practice.nothingIsWaiting();
        answer(aResponse().withStatus(202));
    }

    @Test
    void aPatientReadsWhereAndWhenAndWhatHappenedAndNothingElse() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);

        relay.deliverDue();

        assertThat(sent()).singleElement().satisfies(text -> {
            assertThat(text.get("to").asString()).isEqualTo("+447700900123");
            assertThat(text.get("from").asString()).isEqualTo("Harbour");
            assertThat(text.get("text").asString())
                    .isEqualTo(practice.location().name()
                            + ": Your appointment on Tue 24 Nov, 10:40 London time was approved.");
        });
        assertThat(practice.texts(id)).containsExactly("APPROVED SENT");
    }

    @Test
    void whatPatientsDoThemselvesIsNotTexted() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.bookInstantly(patient, doctor);
        practice.move(patient, id, null);
        practice.cancel(patient, id);

        assertThat(practice.texts(id)).isEmpty();
    }

    @Test
    void whatOthersDoToAVisitIsTexted() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(practice.theAdmin(), patient, doctor);
        practice.move(doctor, id, null);
        practice.cancel(practice.theAdmin(), id);
        practice.delete(id);

        assertThat(practice.texts(id))
                .containsExactly("BOOKED PLANNED", "MOVED PLANNED", "CANCELLED PLANNED", "DELETED PLANNED");
    }

    @Test
    void thatAVisitTookPlaceOrWasMissedIsNot() {
        Someone doctor = practice.doctor();
        Someone patient = patient();
        AppointmentId done = practice.bookInstantly(patient, doctor);
        AppointmentId missed = practice.bookInstantly(patient(), doctor, Practice.TUESDAY.plus(Duration.ofHours(1)));
        clock.set(Practice.TUESDAY.plus(Duration.ofHours(3)));
        practice.complete(doctor, done);
        practice.markNoShow(doctor, missed);

        assertThat(practice.texts(done)).isEmpty();
        assertThat(practice.texts(missed)).isEmpty();
    }

    @Test
    void whoHasNoNumberIsMailedAsBefore() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);

        assertThat(practice.told(id, 2)).containsExactlyInAnyOrder("PATIENT IN_APP APPROVED", "PATIENT EMAIL APPROVED");
    }

    @Test
    void aNumberThatNoTextReachesIsPutAside() {
        Someone doctor = practice.doctor();
        for (String number : List.of("020 7946 0018", "123", "07700 900123 4567 8")) {
            Someone patient = practice.patientWithPhone(number);
            AppointmentId id = practice.request(patient, patient, doctor);
            practice.reject(doctor, id);

            relay.deliverDue();

            assertThat(practice.texts(id)).as(number).containsExactly("REJECTED SKIPPED NO_NUMBER");
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void aNumberThatTheGatewayCallsBadIsGivenUpAtOnce() {
        answer(jsonResponse("{\"code\": \"BAD_NUMBER\"}", 422));
        AppointmentId id = rejected();

        relay.deliverDue();

        assertThat(practice.texts(id)).containsExactly("REJECTED DEAD BAD_NUMBER");
    }

    @Test
    void aTextThatIsRefusedIsTriedAgainUnderTheSameKeyAndThenGivenUp() {
        answer(aResponse().withStatus(400));
        AppointmentId id = rejected();

        for (int i = 0; i < 100; i++) {
            relay.deliverDue();
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(practice.texts(id)).containsExactly("REJECTED DEAD REFUSED");
        assertThat(GATEWAY.findAll(postRequestedFor(urlEqualTo("/send"))))
                .hasSize(Relay.TRIES)
                .extracting(request -> request.getHeader("Idempotency-Key"))
                .containsOnly(sent().getFirst().get("id").asString());
    }

    @Test
    void aGatewayThatIsAwayHoldsNoMailUp(CapturedOutput output) {
        answer(aResponse().withStatus(503));
        List<AppointmentId> ids = List.of(rejected(), rejected(), rejected());
        AtomicInteger mails = new AtomicInteger();
        Relay relay = new Relay(outbox, List.of(texts, new MailWay(writer, mail -> mails.incrementAndGet())), clock);

        relay.deliverDue();

        assertThat(mails).hasValue(3);
        assertThat(GATEWAY.findAll(postRequestedFor(urlEqualTo("/send"))))
                .as("knocks once")
                .hasSize(1);
        assertThat(output.getAll()).contains("The gateway for text messages cannot be reached");

        answer(aResponse().withStatus(202));
        clock.advance(Duration.ofMinutes(1));
        relay.deliverDue();
        assertThat(ids).allSatisfy(id -> assertThat(practice.texts(id)).containsExactly("REJECTED SENT"));
    }

    @Test
    void aMailServerThatIsAwayHoldsNoTextUp() {
        List<AppointmentId> ids = List.of(rejected(), rejected(), rejected());
        Relay relay = new Relay(
                outbox,
                List.of(
                        new MailWay(writer, mail -> {
                            throw new NotCarried(NotCarried.Why.UNREACHABLE);
                        }),
                        texts),
                clock);

        relay.deliverDue();

        assertThat(ids).allSatisfy(id -> assertThat(practice.texts(id)).containsExactly("REJECTED SENT"));
    }

    @Test
    void inTheQuietHoursNewsWaitsUntilTheyEnd() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor, Practice.WEDNESDAY);
        clock.set(Instant.parse("2026-11-23T22:00:00Z"));
        practice.reject(doctor, id);
        Relay relay = new Relay(outbox, List.of(texts, new MailWay(writer, mail -> {})), clock);

        relay.deliverDue();
        assertThat(sent()).isEmpty();
        assertThat(practice.texts(id)).containsExactly("REJECTED PLANNED");

        clock.set(Instant.parse("2026-11-24T07:59:00Z"));
        relay.deliverDue();
        assertThat(sent()).isEmpty();
        assertThat(health.health().getDetails()).containsEntry("oldestUnsentSeconds", 0L);

        clock.set(AT_EIGHT);
        relay.deliverDue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void newsThatWouldComeTooLateInTheMorningGoesAtNight() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId early = practice.bookInstantly(patient, doctor, AT_EIGHT);
        clock.set(Instant.parse("2026-11-23T22:00:00Z"));
        practice.move(doctor, early, null);

        relay.deliverDue();

        assertThat(sent())
                .singleElement()
                .satisfies(text -> assertThat(text.get("text").asString())
                        .contains("Tue 24 Nov, 08:00 London time was moved to Wed 25 Nov, 15:00"));
    }

    @Test
    void whatALaterStepHasMadeStaleOvernightIsNotSentInTheMorning() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor, Practice.WEDNESDAY);
        clock.set(Instant.parse("2026-11-23T22:00:00Z"));
        practice.approve(doctor, id);
        relay.deliverDue();
        practice.cancel(patient, id);

        clock.set(AT_EIGHT);
        relay.deliverDue();

        assertThat(sent()).isEmpty();
        assertThat(practice.texts(id)).containsExactly("APPROVED SKIPPED STALE");
    }

    @Test
    void whatWaitsForTheMorningHoldsUpNothingThatCannotWait() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor, Practice.WEDNESDAY);
        clock.set(Instant.parse("2026-11-23T21:30:00Z"));
        practice.approve(doctor, id);
        relay.deliverDue();
        practice.move(practice.theAdmin(), id, null, AT_EIGHT);

        relay.deliverDue();

        assertThat(practice.texts(id)).last().isEqualTo("MOVED SENT");
    }

    @Test
    void aReminderSaysWhereToRing() {
        AppointmentId id = practice.bookInstantly(patient(), practice.doctor());

        clock.set(Instant.parse("2026-11-23T10:40:00Z"));
        relay.deliverDue();

        assertThat(sent())
                .singleElement()
                .satisfies(
                        text -> assertThat(text.get("text").asString())
                                .isEqualTo(
                                        practice.location().name()
                                                + ": You have an appointment on Tue 24 Nov, 10:40 London time. Questions? Ring 0123 456."));
        assertThat(practice.reminders(id)).contains("SMS 2026-11-23T10:40:00Z SENT");
    }

    @Test
    void anEarlyVisitIsRemindedOfTheEveningBefore() {
        AppointmentId id = practice.bookInstantly(patient(), practice.doctor(), AT_EIGHT);

        clock.set(Instant.parse("2026-11-23T20:29:00Z"));
        relay.deliverDue();
        assertThat(sent()).isEmpty();

        clock.set(Instant.parse("2026-11-23T20:30:00Z"));
        relay.deliverDue();
        assertThat(sent()).hasSize(1);
        assertThat(practice.reminders(id)).contains("SMS 2026-11-24T06:00:00Z SENT");
    }

    @Test
    void whoBooksAnEarlyVisitAtNightIsNotWokenForIt() {
        clock.set(Instant.parse("2026-11-23T22:00:00Z"));
        AppointmentId id = practice.bookInstantly(patient(), practice.doctor(), AT_EIGHT);

        assertThat(practice.reminders(id)).noneMatch(reminder -> reminder.startsWith("SMS"));
    }

    @Test
    void aReminderThatWaitedOutAnOutageWakesNobody() {
        AppointmentId id = practice.bookInstantly(patient(), practice.doctor(), AT_EIGHT);
        clock.set(Instant.parse("2026-11-24T03:00:00Z"));

        relay.deliverDue();

        assertThat(sent()).isEmpty();
        assertThat(practice.reminders(id)).contains("SMS 2026-11-24T06:00:00Z SKIPPED LATE");
    }

    @Test
    void noLogLineHoldsANumberOrAText(CapturedOutput output) {
        answer(aResponse().withStatus(400));
        rejected();

        relay.deliverDue();

        assertThat(output.getAll()).doesNotContain("900123", "Harbour", "declined");
    }

    private Someone patient() {
        return practice.patientWithPhone(NUMBER);
    }

    private AppointmentId rejected() {
        Someone patient = patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.reject(doctor, id);
        return id;
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        GATEWAY.stubFor(post("/send").willReturn(answer));
    }

    private static List<JsonNode> sent() {
        return GATEWAY.findAll(postRequestedFor(urlEqualTo("/send"))).stream()
                .map(request -> JsonMapper.shared().readTree(request.getBodyAsString()))
                .toList();
    }
}
