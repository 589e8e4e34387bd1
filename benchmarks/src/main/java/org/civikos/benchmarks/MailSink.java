package org.civikos.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Postfix's smtp-sink: takes every mail and throws it away, and costs next to nothing beside what is measured. */
final class MailSink implements AutoCloseable {

    /** smtp-sink -c prints its counters as "sess=… quit=… mesg=…", and returns to the start of the line after each time. */
    private static final String MESSAGES = "mesg=";

    private final Process process;
    private final int port;
    private volatile long messages;

    MailSink() throws IOException {
        var program = List.of("/usr/sbin/smtp-sink", "/usr/bin/smtp-sink", "/usr/local/sbin/smtp-sink").stream()
                .map(Path::of).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new Main.CannotRun("smtp-sink is missing: install postfix (Debian: apt-get install postfix)."));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var command = new java.util.ArrayList<>(List.of(program.toString(), "-c"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + port, "128"));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().start(this::count);
        for (var attempt = 0; ; attempt++) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                if (attempt == 50) {
                    throw e;
                }
                try {
                    Thread.sleep(100);
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
            }
        }
    }

    private void count() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            // It says so after every mail; only the last word of each block is looked at, so that the counting costs little.
            var block = new char[1 << 16];
            var said = "";
            for (int length = reader.read(block); length >= 0; length = reader.read(block)) {
                said += new String(block, 0, length);
                var end = said.lastIndexOf('\r');
                var last = said.lastIndexOf(MESSAGES, end);
                if (last >= 0) {
                    messages = Long.parseLong(said.substring(last + MESSAGES.length(), end));
                }
                said = said.substring(end + 1);
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The sink was stopped; the last count stands.
        }
    }

    int port() {
        return port;
    }

    /** Messages taken so far; smtp-sink says so once a second or so, so await it rather than read it once. */
    long messages() {
        return messages;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
