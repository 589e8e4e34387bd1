package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PreferenceLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final UnsubscribeLinks ALL = new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length");
    private static final PreferenceLinks LINKS = ALL.preferences();
    private static final Function<String, Optional<String>> KNOWN = _ -> Optional.of("arta@example.org");

    @Test
    void opensThePageOfItsOwnerForAYear() {
        String token = LINKS.token("person-1", "arta@example.org", NOW);
        assertThat(LINKS.link("person-1", "arta@example.org", NOW)).isEqualTo("http://localhost:8080/preferences/" + token);
        assertThat(LINKS.person(token, NOW, KNOWN)).contains("person-1");
        assertThat(LINKS.person(token, NOW.plus(Duration.ofDays(365)), KNOWN)).contains("person-1");
        assertThat(LINKS.person(token, NOW.plus(Duration.ofDays(366)), KNOWN)).isEmpty();
    }

    @Test
    void endsWithTheAddressAndWithThePerson() {
        String token = LINKS.token("person-1", "Arta@Example.org ", NOW);
        assertThat(LINKS.person(token, NOW, KNOWN)).as("however the address is written").contains("person-1");
        assertThat(LINKS.person(token, NOW, _ -> Optional.of("new@example.org"))).isEmpty();
        assertThat(LINKS.person(token, NOW, _ -> Optional.empty())).isEmpty();
    }

    @Test
    void isGoodForNothingElseAndNothingElseIsGoodForIt() {
        String token = LINKS.token("person-1", "arta@example.org", NOW);
        assertThat(ALL.person(token)).isEmpty();
        assertThat(LINKS.person(ALL.token("person-1"), NOW, KNOWN)).isEmpty();
        assertThat(new UnsubscribeLinks("http://localhost:8080", "another-secret-of-ours").preferences().person(token, NOW, KNOWN)).isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] token = Base64.getUrlDecoder().decode(LINKS.token("person-1", "arta@example.org", NOW));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] forged = token.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(LINKS.person(Base64.getUrlEncoder().withoutPadding().encodeToString(forged), NOW, KNOWN)).as("bit " + bit).isEmpty();
        }
        assertThat(LINKS.person("", NOW, KNOWN)).isEmpty();
        assertThat(LINKS.person("%%%", NOW, KNOWN)).isEmpty();
        assertThat(LINKS.person("A".repeat(500), NOW, KNOWN)).isEmpty();
    }
}
