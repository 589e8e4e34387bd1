package org.civikos.localstack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where one installation lies and which ports it takes.
 *
 * @param root the project's folder
 * @param home its data, logs and secrets
 * @param run the unpacked programs, one folder for each content, listed in {@code current}
 * @param portBase the first of eleven ports
 */
public record Installation(Path root, Path home, Path run, int portBase) {

    /** The folder that {@code current} names for a program, with {@code app.jar} in it. */
    Path program(String name) {
        Path current = run.resolve("current");
        Properties programs = new Properties();
        try (var reader = Files.newBufferedReader(current)) {
            programs.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the programs are not unpacked: " + current + " is missing", e);
        }
        String dir = programs.getProperty(name);
        if (dir == null) {
            throw new IllegalStateException(name + " is not unpacked: " + current + " does not name it");
        }
        return run.resolve(dir);
    }

    public int port(int offset) {
        return portBase + offset;
    }

    public String publicUrl() {
        return "http://localhost:" + portBase;
    }

    public String local(int offset) {
        return "http://127.0.0.1:" + port(offset);
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path data() {
        return home.resolve("data");
    }

    public Path pidFile() {
        return home.resolve("supervisor.pid");
    }

    /** The children of the last supervisor, in case it died without stopping them. */
    Path childrenFile() {
        return home.resolve("children.json");
    }

    public Installation at(Path otherHome) {
        return new Installation(root, otherHome, run, portBase);
    }

    /** What each port of the block is for, in order. */
    public static final Map<Integer, String> PORTS = new java.util.TreeMap<>(Map.ofEntries(
            Map.entry(0, "the web app"), Map.entry(1, "membership-service"), Map.entry(2, "advocacy-service"),
            Map.entry(3, "consultation-service"), Map.entry(4, "notification-service"), Map.entry(5, "the inbox page"),
            Map.entry(6, "the sample portal"), Map.entry(7, "the broker"), Map.entry(8, "the store"),
            Map.entry(9, "the mail catcher"), Map.entry(10, "the supervisor")));
}
