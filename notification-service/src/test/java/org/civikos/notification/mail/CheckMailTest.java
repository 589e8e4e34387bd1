package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckMailTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, List<String>> dns = new HashMap<>(Map.of(
            "TXT example.org", List.of("another entry", "v=spf1 include:relay.example.org -all"),
            "TXT s1._domainkey.example.org", List.of("v=DKIM1; k=rsa; p=" + "A".repeat(392)),
            "TXT _dmarc.example.org", List.of("v=DMARC1; p=quarantine; rua=mailto:dmarc@example.org"),
            "MX example.org", List.of("10 mail.example.org.")));

    private int run(String... arguments) {
        return CheckMail.run(arguments, (name, type) -> dns.getOrDefault(type + " " + name, List.of()),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDomainThatIsInOrderNeedsNothing() {
        assertThat(run("example.org", "--selector", "s1")).isZero();
        assertThat(said()).contains("good   SPF", "good   DKIM", "good   DMARC: p=quarantine", "good   MX").doesNotContain("to do");
    }

    @Test
    void whatIsMissingIsSaidWithWhatToSet() {
        dns.clear();
        assertThat(run("example.org", "--selector", "s1")).isEqualTo(1);
        assertThat(said()).contains("TXT example.org \"v=spf1", "no key at s1._domainkey.example.org", "TXT _dmarc.example.org", "receives no mail");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"v=spf1 +all|lets everybody", "v=spf1 include:relay.example.org|has no end",
        "v=spf1 include:a include:b include:c include:d include:e include:f include:g include:h include:i include:j mx -all|11 terms"})
    void spfThatDoesHarmIsSeen(String entry, String words) {
        dns.put("TXT example.org", List.of(entry));
        assertThat(run("example.org", "--selector", "s1")).isEqualTo(1);
        assertThat(said()).contains(words);
    }

    @Test
    void twoSpfEntriesAShortOrWithdrawnKeyAndDmarcWithoutPolicyAreSeen() {
        dns.put("TXT example.org", List.of("v=spf1 -all", "v=spf1 ~all"));
        dns.put("TXT s1._domainkey.example.org", List.of("v=DKIM1; p="));
        dns.put("TXT _dmarc.example.org", List.of("v=DMARC1; rua=mailto:x@example.org"));
        assertThat(run("example.org", "--selector", "s1")).isEqualTo(1);
        assertThat(said()).contains("there are 2 entries", "is withdrawn", "has no policy");
        dns.put("TXT s1._domainkey.example.org", List.of("v=DKIM1; k=rsa; p=" + "A".repeat(216)));
        run("example.org", "--selector", "s1");
        assertThat(said()).contains("shorter than 2,048 bits");
    }

    @Test
    void noAnswerOfTheDnsSaysNothingOfTheDomain() {
        int code = CheckMail.run(new String[] {"example.org"}, (name, type) -> {
            throw new DomainAdvice.Unreachable("DNS error");
        }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(said()).contains("The DNS cannot be reached from here").doesNotContain("to do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "http://example.org", "-x.example.org", "example.org; rm"})
    void whatIsNoDomainIsNotAsked(String domain) {
        assertThat(run(domain)).isEqualTo(2);
        assertThat(said()).contains("Name a domain");
    }
}
