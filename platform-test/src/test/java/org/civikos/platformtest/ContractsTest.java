package org.civikos.platformtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContractsTest {

    /** service/fact of every event in the folder. */
    private static List<String[]> facts() throws IOException {
        Path events = Contracts.root().resolve("events");
        try (Stream<Path> files = Files.walk(events)) {
            return files.filter(file -> file.endsWith("schema.json")).map(file -> events.relativize(file))
                    .map(file -> new String[] {file.getName(0).toString(), file.getName(1).toString()}).toList();
        }
    }

    @Test
    void everyGoldenSampleFitsItsSchema() throws IOException {
        assertThat(facts()).isNotEmpty();
        for (String[] fact : facts()) {
            Contracts.assertLikeSample(fact[0], fact[1], Contracts.sample(fact[0], fact[1]));
        }
    }

    @Test
    void aPayloadThatDoesNotFitFails() {
        assertThatThrownBy(() -> Contracts.assertValid("membership", "contact-updated", "{\"personId\":7}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contracts.assertValid("membership", "contact-updated", Map.of())).isInstanceOf(AssertionError.class);
    }

    @Test
    void anotherMemberFailsAtAnyDepth() {
        var one = JsonMapper.shared().readTree("{\"a\":[{\"b\":1}]}");
        var other = JsonMapper.shared().readTree("{\"a\":[{\"b\":1,\"c\":2}]}");
        assertThat(Contracts.members(one)).containsExactly("a", "a[].b").isNotEqualTo(Contracts.members(other));
    }
}
