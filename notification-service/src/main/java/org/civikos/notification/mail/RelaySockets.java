package org.civikos.notification.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the plain socket, since Jakarta Mail lets nobody in while it waits for an answer. It asks the one factory for a plain socket,
 * and the other to wrap one when it goes over to TLS, from the start or later.
 */
final class RelaySockets {

    private static final Logger log = LoggerFactory.getLogger(RelaySockets.class);

    private final SSLSocketFactory tls;
    private volatile @Nullable Socket latest;

    /** @param trust null for the certificates that Java brings */
    RelaySockets(@Nullable SSLSocketFactory trust) {
        this.tls = trust == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : trust;
    }

    /** Ends the latest connection, whoever waits on it. */
    void abort() {
        Socket open = latest;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.debug("The connection was gone already", e);
            }
        }
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory wrapping() {
        return new Wrapping();
    }

    private Socket remembered(Socket plain) throws IOException {
        plain.setTcpNoDelay(true);
        latest = plain;
        return plain;
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("Jakarta Mail connects the socket itself");
    }

    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return remembered(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }
    }

    private final class Wrapping extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(remembered(plain), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }
    }
}
