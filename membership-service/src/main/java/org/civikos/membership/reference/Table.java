package org.civikos.membership.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads one of this package's own tables: semicolons, one header line, no quoting. */
final class Table {

    private Table() {
    }

    static List<String[]> rows(String name) {
        try (InputStream stream = Table.class.getResourceAsStream("/reference/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The table " + name + " is not in the jar");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines().skip(1)
                    .filter(line -> !line.isBlank()).map(line -> line.split(";", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
