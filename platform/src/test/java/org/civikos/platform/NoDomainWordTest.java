package org.civikos.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The platform shares mechanism, never meaning. */
class NoDomainWordTest {

    private static final Pattern DOMAIN = Pattern.compile("consultation|membership|advocacy|notification|organisation|mandate|draft"
            + "|campaign|alert|\\bministr|secretariat|representative|deliver(?:ies|y/)", Pattern.CASE_INSENSITIVE);

    @Test
    void findsNoneInThePlatform() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (DOMAIN.matcher(lines.get(i)).find()) {
                        found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void wouldFindOne() {
        assertThat(DOMAIN.matcher("class DraftConsultation").find()).isTrue();
    }
}
