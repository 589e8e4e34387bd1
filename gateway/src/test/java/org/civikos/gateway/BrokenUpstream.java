package org.civikos.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that takes every request and dies before it answers. */
final class BrokenUpstream {

    final AtomicInteger requests = new AtomicInteger();
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
                    connection.getInputStream().read(new byte[8_192]);
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
