package clinic.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clinic.sms.SmsGateway.NotSent;
import clinic.sms.SmsGateway.Why;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway that speaks HTTP is asked, and what its answers mean. */
class HttpSmsGatewayTest {

    private static final TextMessage MESSAGE =
            new TextMessage(UUID.randomUUID(), "+447700900123", "Harbour: \"10:40\" – à bientôt 😀");

    @RegisterExtension
    private static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private HttpSmsGateway gateway;

    @BeforeEach
    void connect() {
        gateway = new HttpSmsGateway(
                URI.create(SERVER.baseUrl() + "/send"), "a secret", "Harbour", Duration.ofSeconds(2));
    }

    @AfterEach
    void disconnect() {
        gateway.destroy();
    }

    @Test
    void theGatewayIsToldWhatToSendToWhomAndByWhichName() throws Exception {
        SERVER.stubFor(post("/send").willReturn(aResponse().withStatus(202)));

        gateway.send(MESSAGE);

        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/send"))
                        .withHeader("Authorization", equalTo("Bearer a secret"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Idempotency-Key", equalTo(MESSAGE.id().toString()))
                        .withRequestBody(equalToJson("""
                                {"id": "%s", "to": "+447700900123", "from": "Harbour",
                                 "text": "Harbour: \\"10:40\\" – à bientôt 😀"}
                                """.formatted(MESSAGE.id()))));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void anAnswerOfSuccessTakesTheMessageOver(int status) {
        answer(aResponse().withStatus(status));

        assertThatCode(() -> gateway.send(MESSAGE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void aMessageThatIsRefusedIsRefused(int status) {
        answer(aResponse().withStatus(status).withBody("no"));

        assertThat(whyNot()).isEqualTo(Why.REFUSED);
    }

    @Test
    void aNumberThatTheGatewayCallsBadIsBad() {
        answer(jsonResponse("{\"code\": \"BAD_NUMBER\"}", 422));

        assertThat(whyNot()).isEqualTo(Why.BAD_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 502, 503})
    void aGatewayThatTakesNothingNowIsAway(int status) {
        answer(aResponse().withStatus(status));

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void aGatewayThatDoesNotAnswerIsAway() {
        answer(aResponse().withStatus(200).withFixedDelay(5_000));

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    @Timeout(8)
    void aGatewayThatStallsInItsAnswerIsAway() {
        answer(aResponse().withStatus(422).withBody("no".repeat(100)).withChunkedDribbleDelay(50, 15_000));

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        answer(jsonResponse("{\"text\": \"" + "a".repeat(100_000) + "\", \"code\": \"BAD_NUMBER\"}", 422));

        assertThat(whyNot()).isEqualTo(Why.REFUSED);
    }

    @Test
    void aGatewayThatBreaksOffIsAway() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void nobodyElseIsToldBecauseTheGatewaySaysSo() {
        SERVER.stubFor(post("/send").willReturn(temporaryRedirect(SERVER.baseUrl() + "/elsewhere")));

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
        SERVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(anyUrl()).willReturn(answer));
    }

    private Why whyNot() {
        NotSent notSent = catchThrowableOfType(NotSent.class, () -> gateway.send(MESSAGE));
        assertThat(notSent).hasMessageNotContaining("447700900123");
        return notSent.why();
    }
}
