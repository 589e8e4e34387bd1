package org.civikos.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that takes every request and dies before it answers. */
final class BrokenUpstream {

    final AtomicInteger requests = new AtomicInteger();
    /** The head of the last request, as it arrived. */
    volatile String head = "";
    private final ServerSocket socket;

    BrokenUpstream() {
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (var connection = socket.accept()) {
                    var buffer = new byte[8_192];
                    head = new String(buffer, 0, Math.max(0, connection.getInputStream().read(buffer)), StandardCharsets.ISO_8859_1);
                    requests.incrementAndGet();
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }
}
