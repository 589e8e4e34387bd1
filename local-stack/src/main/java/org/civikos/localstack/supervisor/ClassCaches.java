package org.civikos.localstack.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the class caches (AOT caches of JDK 25) that take two thirds off a service's start: one after the other, at the
 * lowest priority, behind the first start after a build. A cache lies beside the program it was made for, whose folder is
 * named by the jar's hash, so it can never be used for another.
 */
final class ClassCaches {

    private static final Logger log = LoggerFactory.getLogger(ClassCaches.class);
    private static final long LONGEST_MINUTES = 5;

    private final List<Program> programs;
    private final Path logs;
    private volatile boolean stopping;
    private volatile @Nullable Process current;

    ClassCaches(List<Program> programs, Path logs) {
        this.programs = programs;
        this.logs = logs;
    }

    void makeMissing() {
        for (Program program : programs) {
            if (stopping) {
                return;
            }
            if (!Files.exists(program.cache())) {
                make(program);
            }
        }
    }

    private void make(Program program) {
        Path output = program.cache().resolveSibling(program.cache().getFileName() + "." + ProcessHandle.current().pid());
        try {
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
                command.addAll(List.of("/usr/bin/nice", "-n", "19"));
            }
            command.addAll(program.trainingCommand(output));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(program.environment());
            // Nothing listens while it trains, but a port of its own makes sure that nothing collides.
            builder.environment().put("PORT", "0");
            builder.redirectErrorStream(true).redirectOutput(logs.resolve("class-caches.log").toFile());
            Process process = builder.start();
            current = process;
            if (stopping || !process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                kill(process);
            }
            if (Files.exists(output) && !stopping) {
                Files.move(output, program.cache(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                log.info("The class cache of {} is made ({} MiB)", program.name(), Files.size(program.cache()) >> 20);
            } else if (!stopping) {
                log.warn("No class cache was made for {}; the reason stands in class-caches.log", program.name());
            }
        } catch (IOException e) {
            log.warn("No class cache was made for {}", program.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            current = null;
            try {
                Files.deleteIfExists(output);
                Files.deleteIfExists(output.resolveSibling(output.getFileName() + ".config"));
            } catch (IOException e) {
                log.warn("{} is left behind", output, e);
            }
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    void stop() {
        stopping = true;
        Process process = current;
        if (process != null) {
            kill(process);
        }
    }
}
