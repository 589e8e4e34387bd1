package org.civikos.platformtest;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed contracts: {@code contracts/events/<service>/<fact>/v1/{schema.json,samples/<fact>.json}}, found beside the
 * module that is tested or where the system property {@code civikos.contracts} says.
 */
public final class Contracts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<Path, Schema> READ = new ConcurrentHashMap<>();

    private Contracts() {
    }

    /** The folder {@code contracts}. */
    public static Path root() {
        String given = System.getProperty("civikos.contracts");
        List<Path> candidates = given != null ? List.of(Path.of(given)) : List.of(Path.of("../contracts"), Path.of("contracts"));
        return candidates.stream().filter(Files::isDirectory).findFirst().map(Path::toAbsolutePath).map(Path::normalize)
                .orElseThrow(() -> new IllegalStateException("No contracts at any of " + candidates));
    }

    /** The CloudEvents type of a fact: {@code org.civikos.<service>.<fact>.v1}. */
    public static String type(String service, String fact) {
        return "org.civikos." + service + "." + fact + ".v1";
    }

    /** The golden sample of a fact, as JSON text. */
    public static String sample(String service, String fact) {
        return read(fact(service, fact).resolve("samples").resolve(fact + ".json"));
    }

    /** Another sample of a fact by its file's name without {@code .json}. */
    public static String sample(String service, String fact, String name) {
        return read(fact(service, fact).resolve("samples").resolve(name + ".json"));
    }

    /** Fails where the payload does not fit the fact's schema. */
    public static void assertValid(String service, String fact, String json) {
        Path file = fact(service, fact).resolve("schema.json");
        Schema schema = READ.computeIfAbsent(file, path -> SCHEMAS.getSchema(read(path), InputFormat.JSON));
        List<Error> errors = schema.validate(json, InputFormat.JSON, context ->
                context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        Assertions.assertThat(errors).as("%s by the schema of %s/%s", json, service, fact).isEmpty();
    }

    /** As {@link #assertValid(String, String, String)} for an object that is yet to be written as JSON. */
    public static void assertValid(String service, String fact, Object payload) {
        assertValid(service, fact, payload instanceof String text ? text : JSON.writeValueAsString(payload));
    }

    /** Fails where the payload does not fit the schema, or has other members than the golden sample at any depth. */
    public static void assertLikeSample(String service, String fact, Object payload) {
        String json = payload instanceof String text ? text : JSON.writeValueAsString(payload);
        assertValid(service, fact, json);
        Assertions.assertThat(members(JSON.readTree(json))).as("the members of %s/%s", service, fact)
                .isEqualTo(members(JSON.readTree(sample(service, fact))));
    }

    /** The same with another sample of the fact, by its file's name without {@code .json}. */
    public static void assertLikeSample(String service, String fact, String name, String json) {
        assertValid(service, fact, json);
        Assertions.assertThat(members(JSON.readTree(json))).as("the members of %s of %s/%s", name, service, fact)
                .isEqualTo(members(JSON.readTree(sample(service, fact, name))));
    }

    /** The paths of all members, list items being one path: {@code nodes[].id}. */
    static Set<String> members(JsonNode node) {
        Set<String> members = new TreeSet<>();
        collect(node, "", members);
        return members;
    }

    private static void collect(JsonNode node, String path, Set<String> members) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                members.add(name);
                collect(member.getValue(), name, members);
            });
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, path + "[]", members));
        }
    }

    private static Path fact(String service, String fact) {
        return root().resolve("events").resolve(service).resolve(fact).resolve("v1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException("No contract at " + file, missing);
        }
    }
}
