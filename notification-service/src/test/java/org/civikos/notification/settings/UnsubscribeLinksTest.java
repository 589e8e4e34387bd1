package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnsubscribeLinksTest {

    private final UnsubscribeLinks links = new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length");

    @Test
    void aLinkNamesThePersonToUsAlone() {
        String link = links.link("person-1");
        assertThat(link).startsWith("http://localhost:8080/unsubscribe/").doesNotContain("person-1");
        assertThat(links.person(links.token("person-1"))).contains("person-1");
    }

    @Test
    void whatWeDidNotMakeIsRefused() {
        String token = links.token("person-1");
        assertThat(links.person(token.substring(0, token.length() - 2))).isEmpty();
        assertThat(links.person("A" + token.substring(1))).isEmpty();
        assertThat(links.person(token + "AAAA")).isEmpty();
        assertThat(links.person("not base64 ÿ")).isEmpty();
        assertThat(links.person("")).isEmpty();
        assertThat(links.person("A".repeat(10_000))).isEmpty();
        assertThat(new UnsubscribeLinks("http://localhost:8080", "another-secret-of-length").person(token)).isEmpty();
    }

    @Test
    void aShortSecretIsNone() {
        assertThatThrownBy(() -> new UnsubscribeLinks("http://localhost:8080", "short")).hasMessageContaining("16");
    }
}
