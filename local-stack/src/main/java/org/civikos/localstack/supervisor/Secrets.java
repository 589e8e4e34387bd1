package org.civikos.localstack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/** The secrets of one installation: made at the first start, readable by their owner alone. */
public final class Secrets {

    private static final List<String> NAMES = List.of("GATEWAY_CLIENT_SECRET", "CLI_CLIENT_SECRET", "LINK_SECRET", "SMS_API_KEY");
    private static final int BYTES = 32;

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /** Reads the file and makes what is missing in it. */
    public static Secrets in(Path home) {
        Path file = home.resolve("secrets");
        Properties values = new Properties();
        try {
            Files.createDirectories(home);
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    values.load(reader);
                }
            }
            if (!values.keySet().containsAll(NAMES)) {
                make(values);
                write(file, values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets in " + file + " cannot be read or written", e);
        }
        return new Secrets(values);
    }

    private static void make(Properties values) {
        SecureRandom random = new SecureRandom();
        for (String name : NAMES) {
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            values.putIfAbsent(name, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
    }

    private static void write(Path file, Properties values) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : NAMES) {
            lines.add(name + "=" + values.getProperty(name));
        }
        Path next = file.resolveSibling("secrets.new");
        Files.deleteIfExists(next);
        // The permissions come with the file, so that there is no moment in which others can read it.
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public String get(String name) {
        return values.getProperty(name);
    }
}
