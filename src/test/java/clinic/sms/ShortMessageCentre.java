package clinic.sms;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** A short message centre on this machine, that keeps what arrives or answers with an error. */
class ShortMessageCentre implements ServerMessageReceiverListener, AutoCloseable {

    static final String SYSTEM_ID = "clinic";
    static final String PASSWORD = "secret";

    final List<SubmitSm> arrived = new CopyOnWriteArrayList<>();
    final List<BindRequest> bound = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final SMPPServerSessionListener listener;
    private final int port;
    private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
    private volatile int answer = SMPPConstant.STAT_ESME_ROK;
    private volatile boolean open = true;

    ShortMessageCentre() throws IOException {
        this(freePort());
    }

    ShortMessageCentre(int port) throws IOException {
        this.port = port;
        listener = new SMPPServerSessionListener(port);
        listener.setTimeout(200);
        Thread.ofPlatform().daemon().name("short message centre").start(this::letIn);
    }

    int port() {
        return port;
    }

    /** @param status of SMPP, for every message from now on */
    void answerWith(int status) {
        answer = status;
    }

    /** @param statuses of SMPP, for the next messages in turn; then it is as before */
    void answerNext(Integer... statuses) {
        next.addAll(List.of(statuses));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void letIn() {
        while (open) {
            try {
                SMPPServerSession session = listener.accept();
                session.setMessageReceiverListener(this);
                sessions.add(session);
                BindRequest request = session.waitForBind(5_000);
                bound.add(request);
                if (SYSTEM_ID.equals(request.getSystemId()) && PASSWORD.equals(request.getPassword())) {
                    request.accept("centre");
                } else {
                    request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                }
            } catch (IOException | TimeoutException | PDUStringException | IllegalStateException e) {
                // Nobody came, or went again.
            }
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
        int status = Optional.ofNullable(next.poll()).orElse(answer);
        if (status != SMPPConstant.STAT_ESME_ROK) {
            throw new ProcessRequestException("as the test wants it", status);
        }
        arrived.add(message);
        try {
            return new SubmitSmResult(new MessageId("id" + arrived.size()), null);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        listener.close();
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replacement, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancellation, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancellation, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) {
        throw new UnsupportedOperationException();
    }
}
