package org.civikos.consultation.structure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/** The parts of an office file that are wanted, unpacked within limits; nothing is written to disk. */
final class Unzipped {
    private static final int MOST_ENTRIES = 5_000;

    private final Map<String, byte[]> parts = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private Unzipped() {}

    static Unzipped of(byte[] content, Predicate<String> wanted, Limits limits, Deadline deadline) throws UnreadableDocument {
        Unzipped out = new Unzipped();
        long sum = 0;
        byte[] buffer = new byte[64 * 1024];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                deadline.check();
                if (out.names.size() >= MOST_ENTRIES) {
                    throw bomb();
                }
                String name = entry.getName();
                out.names.add(name);
                boolean keep = wanted.test(name) && !out.parts.containsKey(name);
                // Pictures are passed over, but what they unpack to counts all the same.
                ByteArrayOutputStream part = new ByteArrayOutputStream();
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    sum += n;
                    if (sum > limits.unpacked() || keep && part.size() > limits.text()) {
                        throw bomb();
                    }
                    if (keep) {
                        part.write(buffer, 0, n);
                    }
                }
                if (keep) {
                    out.parts.put(name, part.toByteArray());
                }
            }
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw new UnreadableDocument(Reason.PASSWORD, "The file is protected by a password.", e);
            }
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.", e);
        }
        return out;
    }

    private static UnreadableDocument bomb() {
        return new UnreadableDocument(Reason.ZIP_BOMB, "The file unpacks to far more than an act can hold.");
    }

    boolean has(String name) {
        return names.contains(name);
    }

    boolean any(Predicate<String> test) {
        return names.stream().anyMatch(test);
    }

    byte @Nullable [] part(String name) {
        return parts.get(name);
    }
}
