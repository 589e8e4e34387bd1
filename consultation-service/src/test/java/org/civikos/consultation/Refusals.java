package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.civikos.platformtest.Contracts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds every answer that a test gets against the committed description of the interface: nothing is answered that is not promised there. */
final class Refusals {

    private static final JsonNode API = description();
    private static final List<Promise> PROMISES = read();

    private record Promise(String method, Pattern path, int literals, JsonNode responses) {
    }


    private Refusals() {
    }

    /** Fails where an operation answers with a status, or refuses with a code, of which its description says nothing. */
    static void mustBePromised(String method, String pathAndQuery, int status, String code) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        Promise promise = PROMISES.stream().filter(one -> one.method().equals(method) && one.path().matcher(path).matches()).max(Comparator.comparingInt(Promise::literals)).orElse(null);
        if (promise == null || status >= 500) {
            return;
        }
        JsonNode answer = promise.responses().get(String.valueOf(status));
        assertThat(answer).as("%s %s answers %d %s, which contracts/openapi does not promise", method, path, status, code).isNotNull();
        if (status >= 400) {
            assertThat(codes(API, answer)).as("%s %s is refused with %d", method, path, status).contains(code);
        }
    }

    /** The codes of one promised refusal, which may stand among those that operations share. */
    static Set<String> codes(JsonNode api, JsonNode answer) {
        Set<String> codes = new TreeSet<>();
        JsonNode whole = answer.has("$ref") ? api.at(answer.get("$ref").asString().substring(1)) : answer;
        whole.at("/content/application~1problem+json/schema/allOf/1/properties/code/enum").forEach(one -> codes.add(one.asString()));
        return codes;
    }

    private static JsonNode description() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Contracts.root().resolve("openapi/consultation-service.json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Promise> read() {
        List<Promise> promises = new ArrayList<>();
        API.get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String[] parts = path.getKey().split("\\{[^}]+}", -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                pattern.append("[^/]+").append(Pattern.quote(parts[i]));
            }
            promises.add(new Promise(operation.getKey().toUpperCase(java.util.Locale.ROOT), Pattern.compile(pattern.toString()), String.join("", parts).length(),
                    operation.getValue().get("responses")));
        }));
        return promises;
    }
}
