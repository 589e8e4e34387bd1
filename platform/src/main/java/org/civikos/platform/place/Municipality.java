package org.civikos.platform.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the 38 municipalities. Events and files name it by its Albanian name; the region assignments are those in
 * common use and not all confirmed.
 *
 * @param also   other names in use
 * @param region the region's identifier, one of seven
 */
public record Municipality(String id, Names names, List<String> also, String region, Names regionNames) {

    /** What the identifier of a municipality as an institution begins with; its own identifier follows. */
    public static final String INSTITUTION = "komuna-";

    private static final List<Municipality> ALL = read();
    private static final Map<String, Municipality> BY_ID = ALL.stream().collect(Collectors.toUnmodifiableMap(Municipality::id, Function.identity()));
    private static final Set<String> REGIONS = ALL.stream().map(Municipality::region).collect(Collectors.toUnmodifiableSet());

    private static List<Municipality> read() {
        try (InputStream stream = Municipality.class.getResourceAsStream("/reference/municipalities.csv")) {
            if (stream == null) {
                throw new IllegalStateException("The table of municipalities is not in the jar");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines().skip(1)
                    .filter(line -> !line.isBlank()).map(line -> line.split(";", -1)).map(Municipality::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Municipality of(String[] cells) {
        List<String> also = cells[4].isEmpty() ? List.of() : List.of(cells[4].split("\\|"));
        return new Municipality(cells[0], new Names(cells[1], cells[2], cells[3]), also, cells[5], new Names(cells[6], cells[7], cells[8]));
    }

    public static List<Municipality> all() {
        return ALL;
    }

    /** The identifiers of the regions. */
    public static Set<String> regions() {
        return REGIONS;
    }

    /** The municipality that an institution is; empty for one of the whole country. */
    public static Optional<Municipality> ofInstitution(@Nullable String institution) {
        return institution == null || !institution.startsWith(INSTITUTION) ? Optional.empty()
                : Optional.ofNullable(BY_ID.get(institution.substring(INSTITUTION.length())));
    }

    /** The name that is stored and published. */
    public String name() {
        return names.sq();
    }
}
