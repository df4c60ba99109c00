package clinic.sms;

import clinic.sms.SmsText.Alphabet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Hands text messages to a short message centre by SMPP 3.4, bound as a transmitter. It connects when the first message goes,
 * asks every half minute whether the centre is still there, and connects again with the next message when it is not. A long
 * text goes as segments that the telephone joins (3GPP TS 23.040, clause 9.2.3.24.1); a repeated message has the same
 * reference, so that what arrives twice is joined once. A centre that is busy after the first segment is asked again for the
 * next one a few times; then the message is refused, because each new try sends the first segment again.
 */
class SmppSmsGateway implements SmsGateway, DisposableBean {

    private static final int ENQUIRE_LINK_MILLIS = 30_000;
    private static final int TO_CONNECT_MILLIS = 5_000;
    private static final int REPEATS = 5;

    private final Centre centre;
    private final Sender sender;
    private final long patienceMillis;
    private @Nullable SMPPSession session;

    /** Where the centre is, who the clinic is there, and whether the way there is encrypted. */
    record Centre(String host, int port, String systemId, String password, boolean tls) {}

    /** Whom a message says it is from. */
    private record Sender(TypeOfNumber type, NumberingPlanIndicator plan, String address) {

        /** A number with its country code, a short code of the network, or up to eleven letters and digits. */
        static Sender of(String written) {
            if (written.startsWith("+")) {
                return new Sender(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, written.substring(1));
            }
            return written.chars().allMatch(Character::isDigit)
                    ? new Sender(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, written)
                    : new Sender(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, written);
        }
    }

    /** @param patienceMillis for being let in, and for the answer to one segment; a busy centre is left alone for a tenth of it */
    SmppSmsGateway(Centre centre, String sender, long patienceMillis) {
        this.centre = centre;
        this.sender = Sender.of(sender);
        this.patienceMillis = patienceMillis;
    }

    /** One message after the other, so that the segments of two do not mix. */
    @Override
    public synchronized void send(TextMessage message) throws NotSent {
        SmsText text = SmsText.of(message.text());
        List<String> segments = text.segments();
        byte reference = (byte) message.id().hashCode();
        for (int number = 1; number <= segments.size(); number++) {
            byte[] header = segments.size() == 1 ? new byte[0] : header(reference, segments.size(), number);
            boolean begun = number > 1;
            int status = submit(message.to(), text.alphabet(), header, segments.get(number - 1));
            for (int repeat = 0; begun && isBusy(status) && repeat < REPEATS; repeat++) {
                pause();
                status = submit(message.to(), text.alphabet(), header, segments.get(number - 1));
            }
            if (status != SMPPConstant.STAT_ESME_ROK) {
                throw new NotSent(begun && isBusy(status) ? Why.REFUSED : why(status));
            }
        }
    }

    /** The information element "concatenated short messages, 8-bit reference number", and its length before it. */
    private static byte[] header(byte reference, int segments, int number) {
        return new byte[] {5, 0, 3, reference, (byte) segments, (byte) number};
    }

    /** @return the status of SMPP that the centre answers with */
    private int submit(String to, Alphabet alphabet, byte[] header, String segment) throws NotSent {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(header);
        content.writeBytes(
                switch (alphabet) {
                    case GSM_7_BIT -> GsmAlphabet.encode(segment);
                    case UCS_2 -> segment.getBytes(StandardCharsets.UTF_16BE);
                });
        try {
            bound().submitShortMessage(
                            "",
                            sender.type(),
                            sender.plan(),
                            sender.address(),
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            to.substring(1),
                            header.length == 0
                                    ? new ESMClass()
                                    : new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(0),
                            (byte) 0,
                            coding(alphabet),
                            (byte) 0,
                            content.toByteArray());
            return SMPPConstant.STAT_ESME_ROK;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        } catch (PDUException e) {
            throw new NotSent(Why.REFUSED);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            close();
            throw new NotSent(Why.UNREACHABLE);
        }
    }

    private static GeneralDataCoding coding(Alphabet alphabet) {
        return switch (alphabet) {
            case GSM_7_BIT -> new GeneralDataCoding(org.jsmpp.bean.Alphabet.ALPHA_DEFAULT);
            case UCS_2 -> new GeneralDataCoding(org.jsmpp.bean.Alphabet.ALPHA_UCS2);
        };
    }

    private static boolean isBusy(int status) {
        return why(status) == Why.UNREACHABLE;
    }

    private static Why why(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RINVDSTADR -> Why.BAD_NUMBER;
            case SMPPConstant.STAT_ESME_RTHROTTLED,
                    SMPPConstant.STAT_ESME_RMSGQFUL,
                    SMPPConstant.STAT_ESME_RSYSERR,
                    SMPPConstant.STAT_ESME_RINVBNDSTS -> Why.UNREACHABLE;
            default -> Why.REFUSED;
        };
    }

    private void pause() throws NotSent {
        try {
            Thread.sleep(patienceMillis / 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent(Why.UNREACHABLE);
        }
    }

    private SMPPSession bound() throws IOException {
        SMPPSession known = session;
        if (known != null && known.getSessionState().isTransmittable()) {
            return known;
        }
        close();
        SMPPSession fresh = new SMPPSession(this::connect);
        fresh.setEnquireLinkTimer(ENQUIRE_LINK_MILLIS);
        fresh.setTransactionTimer(patienceMillis);
        try {
            fresh.connectAndBind(
                    centre.host(),
                    centre.port(),
                    new BindParameter(
                            BindType.BIND_TX,
                            centre.systemId(),
                            centre.password(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    patienceMillis);
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        session = fresh;
        return fresh;
    }

    /** The library's own way to connect waits as long as the system does. */
    private Connection connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) Math.min(TO_CONNECT_MILLIS, patienceMillis));
            return new SocketConnection(centre.tls() ? encrypted(socket) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The certificate must be of the centre's name and signed by somebody this Java trusts. */
    private Socket encrypted(Socket socket) throws IOException {
        socket.setSoTimeout((int) patienceMillis);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, centre.host(), centre.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private void close() {
        SMPPSession known = session;
        session = null;
        if (known != null) {
            known.unbindAndClose();
        }
    }

    /** Takes leave of the centre. */
    @Override
    public synchronized void destroy() {
        close();
    }
}
