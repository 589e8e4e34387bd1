package org.civikos.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessIT {

    @TempDir
    Path dir;
    private ManagedProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(10));
        }
    }

    @Test
    void startsAgainWhatWasKilledAndStopsWhenTold() throws Exception {
        int port = freePort();
        process = new ManagedProcess(store(port, dir.resolve("store.mv").toString()), dir, () -> { });
        process.start();
        process.firstHealthy().get();
        long first = process.pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> process.pid() != first && process.state() == ManagedProcess.State.HEALTHY);
        assertThat(process.restarts()).isEqualTo(1);
        long second = process.pid();
        process.stop(Duration.ofSeconds(10));
        assertThat(ProcessHandle.of(second).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(process.state()).isEqualTo(ManagedProcess.State.STOPPED);
    }

    @Test
    void givesUpOnWhatNeverComesUpAndSaysWhereTheReasonStands() throws Exception {
        // A directory where its file should be: the store cannot start.
        Files.createDirectories(dir.resolve("store.mv"));
        process = new ManagedProcess(store(freePort(), dir.resolve("store.mv").toString()), dir, () -> { });
        process.start();
        assertThatThrownBy(() -> process.firstHealthy().get()).hasMessageContaining("store.log");
        assertThat(process.state()).isEqualTo(ManagedProcess.State.FAILED);
    }

    private Program store(int port, String file) {
        return new Program("store", port, dir, List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"),
                "org.civikos.localstack.store.StoreProcess"), List.of(file, Integer.toString(port)), List.of("train"), Map.of(), "");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
