package org.civikos.consultation.institution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civikos.platform.place.Municipality;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a fresh installation begins with: {@code institutions.json}, {@code fields.json} and the municipalities. Once people have written an institution, it is asked no more. */
final class InstitutionFile {

    private InstitutionFile() {
    }

    private record Entry(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields,
            @Nullable String validFrom, @Nullable String validTo, @Nullable List<String> predecessors) {

        Institution institution() {
            return new Institution(id, names, initials, stems, fields, validFrom, validTo, predecessors);
        }
    }

    static List<Institution> institutions() {
        List<Institution> all = new ArrayList<>(read("/institutions.json", new TypeReference<List<Entry>>() { }).stream().map(Entry::institution).toList());
        Municipality.all().forEach(one -> all.add(all.size() - 1, municipality(one)));
        return all;
    }

    static Map<String, List<String>> fields() {
        return read("/fields.json", new TypeReference<LinkedHashMap<String, List<String>>>() { });
    }

    private static Institution municipality(Municipality one) {
        List<String> stems = List.of("komun " + Institutions.stem(one.names().sq()), "opstin " + Institutions.stem(one.names().sr()),
                "municipality " + Institutions.stem(one.names().en()));
        return new Institution(Municipality.INSTITUTION + one.id(), Map.of("sq", "Komuna " + one.names().sq(), "sr", "Opština " + one.names().sr(),
                "en", "Municipality of " + one.names().en()), List.of(), stems, List.of("local-government"), null, null, null, one.region(), List.of(), 1);
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream stream = InstitutionFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Missing on the class path: " + name);
            }
            return JsonMapper.shared().readValue(stream, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
