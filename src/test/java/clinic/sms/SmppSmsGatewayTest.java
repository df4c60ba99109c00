package clinic.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clinic.sms.SmsGateway.NotSent;
import clinic.sms.SmsGateway.Why;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What arrives at a short message centre, byte for byte, and what becomes of a message when there is none. */
class SmppSmsGatewayTest {

    private static final String NUMBER = "+447700900123";

    private ShortMessageCentre centre;
    private SmppSmsGateway gateway;

    @BeforeEach
    void open() throws Exception {
        centre = new ShortMessageCentre();
        gateway = gateway(ShortMessageCentre.PASSWORD, "Harbour");
    }

    @AfterEach
    void close() throws Exception {
        gateway.destroy();
        centre.close();
    }

    @Test
    void aShortTextArrivesInTheAlphabetOfTheNetwork() throws Exception {
        send("Harbour: 10:40 @ £5 [€]");

        SubmitSm arrived = centre.arrived.getFirst();
        assertThat(arrived.getDestAddress()).isEqualTo("447700900123");
        assertThat(arrived.getDestAddrTon()).as("international").isEqualTo((byte) 1);
        assertThat(arrived.getDestAddrNpi()).as("E.164").isEqualTo((byte) 1);
        assertThat(arrived.getSourceAddr()).isEqualTo("Harbour");
        assertThat(arrived.getDataCoding()).isZero();
        assertThat(arrived.isUdhi()).isFalse();
        assertThat(arrived.getShortMessage())
                .isEqualTo(bytes("Harbour: 10:40 ", 0x00, " ", 0x01, "5 ", 0x1B3C, 0x1B65, 0x1B3E));
        assertThat(centre.bound).singleElement().satisfies(bind -> {
            assertThat(bind.getBindType()).isEqualTo(BindType.BIND_TX);
            assertThat(bind.getSystemId()).isEqualTo(ShortMessageCentre.SYSTEM_ID);
        });
    }

    @Test
    void whatTheNetworkHasNoLettersForArrivesInSixteenBits() throws Exception {
        send("Здравствуйте 😀");

        SubmitSm arrived = centre.arrived.getFirst();
        assertThat(arrived.getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(arrived.getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Здравствуйте 😀");
    }

    @Test
    void aLongTextArrivesInSegmentsThatTheTelephoneJoins() throws Exception {
        String text = "a".repeat(152) + "€" + "b".repeat(100);

        send(text);

        assertThat(centre.arrived).hasSize(2).allMatch(SubmitSm::isUdhi);
        assertThat(header(0)).startsWith(5, 0, 3).endsWith(2, 1);
        assertThat(header(1)).startsWith(5, 0, 3).endsWith(2, 2);
        assertThat(header(0)[3]).as("one reference").isEqualTo(header(1)[3]);
        assertThat(content(0)).isEqualTo(bytes("a".repeat(152)));
        assertThat(content(1)).isEqualTo(bytes(0x1B65, "b".repeat(100)));
    }

    @Test
    void aLongTextInSixteenBitsLosesNothingEither() throws Exception {
        String text = "ж".repeat(66) + "😀" + "ю".repeat(10);

        send(text);

        assertThat(centre.arrived).hasSize(2).allMatch(SubmitSm::isUdhi).allMatch(part -> part.getDataCoding() == 8);
        assertThat(new String(content(0), StandardCharsets.UTF_16BE)
                        + new String(content(1), StandardCharsets.UTF_16BE))
                .isEqualTo(text);
    }

    @Test
    void aRepeatedMessageIsJoinedUnderTheSameReference() throws Exception {
        TextMessage message = new TextMessage(UUID.randomUUID(), NUMBER, "a".repeat(200));

        gateway.send(message);
        gateway.send(message);

        assertThat(List.of(header(2)[3], header(3)[3])).containsOnly(header(0)[3]);
    }

    @ParameterizedTest
    @CsvSource({"Harbour, Harbour, 5, 0", "+441234567890, 441234567890, 1, 1", "60300, 60300, 3, 0"})
    void theSenderIsAWordANumberOrAShortCode(String sender, String address, byte type, byte plan) throws Exception {
        gateway = gateway(ShortMessageCentre.PASSWORD, sender);

        send("Hello");

        SubmitSm arrived = centre.arrived.getFirst();
        assertThat(arrived.getSourceAddr()).isEqualTo(address);
        assertThat(arrived.getSourceAddrTon()).isEqualTo(type);
        assertThat(arrived.getSourceAddrNpi()).isEqualTo(plan);
    }

    @Test
    void oneConnectionCarriesManyMessages() throws Exception {
        send("one");
        send("two");

        assertThat(centre.arrived).hasSize(2);
        assertThat(centre.bound).hasSize(1);
    }

    @Test
    void aCentreThatIsAwayIsTriedAgainWithTheNextMessage() throws Exception {
        int port = centre.port();
        send("before");
        centre.close();

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);

        centre = new ShortMessageCentre(port);
        assertThatCode(() -> send("after")).doesNotThrowAnyException();
        assertThat(centre.arrived).hasSize(1);
    }

    @Test
    void aCentreThatLetsNobodyInIsAway() {
        gateway = gateway("wrong", "Harbour");

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        SMPPConstant.STAT_ESME_RINVDSTADR + ", BAD_NUMBER",
        SMPPConstant.STAT_ESME_RTHROTTLED + ", UNREACHABLE",
        SMPPConstant.STAT_ESME_RMSGQFUL + ", UNREACHABLE",
        SMPPConstant.STAT_ESME_RSUBMITFAIL + ", REFUSED"
    })
    void whatTheCentreAnswersIsUnderstood(int status, Why why) {
        centre.answerWith(status);

        assertThat(whyNot()).isEqualTo(why);
    }

    @Test
    void aBusyCentreIsAskedAgainForTheRestOfALongText() throws Exception {
        centre.answerNext(
                SMPPConstant.STAT_ESME_ROK, SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL);

        send("a".repeat(200));

        assertThat(centre.arrived).hasSize(2);
        assertThat(List.of(header(0)[5], header(1)[5])).containsExactly((byte) 1, (byte) 2);
    }

    @Test
    void aLongTextOfWhichTheCentreDoesNotTakeTheRestIsRefused() {
        centre.answerNext(SMPPConstant.STAT_ESME_ROK);
        centre.answerWith(SMPPConstant.STAT_ESME_RTHROTTLED);

        assertThat(whyNot("a".repeat(200))).isEqualTo(Why.REFUSED);
        assertThat(centre.arrived).hasSize(1);
    }

    @Test
    @Timeout(10)
    void aCentreThatSaysNothingIsAway() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            gateway = gateway(silent.getLocalPort(), ShortMessageCentre.PASSWORD, "Harbour");

            assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
        }
    }

    @Test
    @Timeout(10)
    void aCentreThatLetsNoConnectionInIsAway() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);
            gateway = gateway(full.getLocalPort(), ShortMessageCentre.PASSWORD, "Harbour");

            assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
        }
    }

    @Test
    void aCentreThatShouldSpeakTlsAndDoesNotIsToldNothing() throws Exception {
        gateway = new SmppSmsGateway(
                new SmppSmsGateway.Centre(
                        "127.0.0.1", centre.port(), ShortMessageCentre.SYSTEM_ID, ShortMessageCentre.PASSWORD, true),
                "Harbour",
                2_000);

        assertThat(whyNot()).isEqualTo(Why.UNREACHABLE);
        assertThat(centre.bound).isEmpty();
    }

    private SmppSmsGateway gateway(String password, String sender) {
        return gateway(centre.port(), password, sender);
    }

    private static SmppSmsGateway gateway(int port, String password, String sender) {
        return new SmppSmsGateway(
                new SmppSmsGateway.Centre("127.0.0.1", port, ShortMessageCentre.SYSTEM_ID, password, false),
                sender,
                2_000);
    }

    private void send(String text) throws NotSent {
        gateway.send(new TextMessage(UUID.randomUUID(), NUMBER, text));
    }

    private Why whyNot() {
        return whyNot("Hello");
    }

    private Why whyNot(String text) {
        return catchThrowableOfType(NotSent.class, () -> send(text)).why();
    }

    private byte[] header(int part) {
        return Arrays.copyOf(centre.arrived.get(part).getShortMessage(), 6);
    }

    private byte[] content(int part) {
        byte[] message = centre.arrived.get(part).getShortMessage();
        return Arrays.copyOfRange(message, 6, message.length);
    }

    /** Words in ASCII where it is the same, and codes: two bytes when above 0xFF. */
    private static byte[] bytes(Object... parts) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer code) {
                if (code > 0xFF) {
                    bytes.write(code >> 8);
                }
                bytes.write(code);
            } else {
                bytes.writeBytes(part.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
