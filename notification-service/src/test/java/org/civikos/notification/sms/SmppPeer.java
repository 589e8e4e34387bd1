package org.civikos.notification.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
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
import org.jspecify.annotations.Nullable;

/** jSMPP's own server side as a provider, which refuses, is slow, ends sessions, and goes away as told. */
final class SmppPeer implements ServerMessageReceiverListener, AutoCloseable {

    static final String PASSWORD = "secret";
    static final String NUMBER = "38343900123";

    final Queue<SubmitSm> taken = new ConcurrentLinkedQueue<>();
    final AtomicInteger binds = new AtomicInteger();
    volatile int refusal;
    volatile long pauseMillis;
    volatile @Nullable SMPPServerSession session;
    private final String name;
    private final int port;
    private final Queue<SMPPServerSession> sessions = new ConcurrentLinkedQueue<>();
    private @Nullable SMPPServerSessionListener listener;

    SmppPeer(String name) {
        this.name = name;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    int port() {
        return port;
    }

    void start() {
        try {
            SMPPServerSessionListener open = new SMPPServerSessionListener(port);
            open.setMessageReceiverListener(this);
            listener = open;
            Thread.ofVirtual().start(() -> accept(open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(SMPPServerSessionListener open) {
        while (true) {
            try {
                SMPPServerSession made = open.accept();
                BindRequest bind = made.waitForBind(5_000);
                if (bind.getPassword().equals(PASSWORD)) {
                    bind.accept(name);
                    sessions.add(made);
                    session = made;
                    binds.incrementAndGet();
                } else {
                    bind.reject(0x0e);
                }
            } catch (TimeoutException | PDUStringException e) {
                // The next one.
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Ends all sessions without a word of it, as when a line breaks. */
    void breakSessions() {
        for (SMPPServerSession one = sessions.poll(); one != null; one = sessions.poll()) {
            one.close();
        }
    }

    /** Is not there any more, until it is started again. */
    void die() throws IOException {
        SMPPServerSessionListener open = listener;
        if (open != null) {
            open.close();
        }
        breakSessions();
    }

    /** Tells something over the latest session. */
    void deliver(ESMClass esm, byte[] text) throws Exception {
        SMPPServerSession over = session;
        if (over == null) {
            throw new IllegalStateException("Nobody has bound");
        }
        over.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, NUMBER, TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN, "CiviKos", esm, (byte) 0, (byte) 0, new RegisteredDelivery(0),
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT), text);
    }


    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
        if (refusal != 0) {
            throw new ProcessRequestException("refused", refusal);
        }
        taken.add(message);
        try {
            Thread.sleep(pauseMillis);
            return new SubmitSmResult(new MessageId(name + "-" + taken.size()), new OptionalParameter[0]);
        } catch (PDUStringException | InterruptedException e) {
            throw new ProcessRequestException("broken", 8, e);
        }
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
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) {
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source) {
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        try {
            die();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
