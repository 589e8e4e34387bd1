package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RelevanceLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final UnsubscribeLinks ALL = new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length");
    private static final RelevanceLinks LINKS = ALL.relevance();
    private static final Function<String, Optional<String>> KNOWN = person -> Optional.of(person).filter("person-1"::equals).map(_ -> "arta@example.org");
    private static final String TOKEN = LINKS.token("person-1", "alert-1", "arta@example.org", NOW);

    @Test
    void asksItsReaderAboutItsDraftForNinetyDays() {
        assertThat(LINKS.link("person-1", "alert-1", "arta@example.org", NOW)).isEqualTo("http://localhost:8080/relevance/" + TOKEN);
        assertThat(LINKS.asked(TOKEN, NOW.plus(Duration.ofDays(90)), KNOWN)).contains(new RelevanceLinks.Asked("person-1", "alert-1"));
        assertThat(LINKS.asked(TOKEN, NOW.plus(Duration.ofDays(91)), KNOWN)).isEmpty();
        assertThat(LINKS.asked(TOKEN, NOW, _ -> Optional.of("new@example.org"))).isEmpty();
        assertThat(LINKS.asked(TOKEN, NOW, _ -> Optional.empty())).isEmpty();
    }

    @Test
    void isGoodForNothingElseAndNothingElseIsGoodForIt() {
        assertThat(ALL.preferences().person(TOKEN, NOW, _ -> Optional.of("arta@example.org"))).isEmpty();
        assertThat(ALL.person(TOKEN)).isEmpty();
        assertThat(LINKS.asked(ALL.preferences().token("person-1", "arta@example.org", NOW), NOW, _ -> Optional.of("arta@example.org"))).isEmpty();
        assertThat(LINKS.asked(ALL.token("person-1"), NOW, KNOWN)).isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] token = Base64.getUrlDecoder().decode(TOKEN);
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] forged = token.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(LINKS.asked(Base64.getUrlEncoder().withoutPadding().encodeToString(forged), NOW, _ -> Optional.of("arta@example.org"))).as("bit " + bit).isEmpty();
        }
        assertThat(LINKS.asked("%%%", NOW, KNOWN)).isEmpty();
    }
}
