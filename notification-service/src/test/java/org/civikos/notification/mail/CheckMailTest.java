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
            "TXT relay.example.org", List.of("v=spf1 ip4:192.0.2.1 -all"),
            "MX example.org", List.of("10 mail.example.org.")));
    private MailSetup settings = MailSetup.of("example.org", "s1");

    private int run(String... arguments) {
        return CheckMail.run(arguments, () -> settings, (name, type) -> dns.getOrDefault(type + " " + name, List.of()),
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
        "v=spf1 include:relay.example.org mx mx mx mx mx mx mx mx mx mx -all|11 look-ups", "v=spf1 include:nobody.example.org -all|has no entry",
        "v=spf1 include:relay.example.org a:x.example.org a:y.example.org mx:z.example.org -all|3 look-ups find nothing"})
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
        int code = CheckMail.run(new String[] {"example.org"}, () -> settings, (name, type) -> {
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

    @Test
    void whatIsIncludedCountsWithAllThatItIncludes() {
        dns.put("TXT example.org", List.of("v=spf1 include:a.example.org mx -all"));
        dns.put("TXT a.example.org", List.of("v=spf1 include:b.example.org mx:example.org mx:example.org mx:example.org ~all"));
        dns.put("TXT b.example.org", List.of("v=spf1 mx:example.org mx:example.org redirect=c.example.org"));
        dns.put("TXT c.example.org", List.of("v=spf1 exists:%{i}.example.org -all"));
        assertThat(run("example.org", "--selector", "s1")).isZero();
        assertThat(said()).contains("10 of 10 look-ups");
        dns.put("TXT c.example.org", List.of("v=spf1 exists:%{i}.example.org ptr -all"));
        assertThat(run("example.org", "--selector", "s1")).isEqualTo(1);
        assertThat(said()).contains("11 look-ups with all that is included");
        dns.put("TXT c.example.org", List.of("v=spf1 include:a.example.org -all"));
        assertThat(run("example.org", "--selector", "s1")).as("in a circle").isEqualTo(1);
        assertThat(said()).contains("includes itself: a.example.org");
    }

    @Test
    void withoutADomainTheSettingsAreLookedAt() {
        settings = new MailSetup("example.org", "bounces.example.org", List.of("smtp.relay.example.org"), "example.org", "s1", "A".repeat(392));
        dns.put("TXT bounces.example.org", List.of("v=spf1 include:relay.example.org -all"));
        dns.put("MX bounces.example.org", List.of("10 mail.example.org."));
        assertThat(run()).isZero();
        assertThat(said()).contains("From example.org, return path bounces.example.org, signed by example.org (s1)", "names what you send through (smtp.relay.example.org)",
                "is the one that we sign with", "SPF is asked about bounces.example.org, which fits From (example.org); DKIM signs for example.org, which fits.");
    }

    @Test
    void anotherKeyThanTheOneWeSignWithIsSeen() {
        settings = new MailSetup("example.org", "example.org", List.of(), "example.org", "s1", "B".repeat(392));
        assertThat(run()).isEqualTo(1);
        assertThat(said()).contains("to do  DKIM: the key at s1._domainkey.example.org is not the one that we sign with").contains("p=" + "B".repeat(392));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"example.com|example.com|v=DMARC1; p=none|1", "example.com|example.org|v=DMARC1; p=none|0", "news.example.org|news.example.org|v=DMARC1; p=none|0",
        "news.example.org|news.example.org|v=DMARC1; p=none; aspf=s; adkim=s|1", "news.example.org|example.org|v=DMARC1; p=none; aspf=s; adkim=s|0"})
    void whoSignsAndWhereBouncesGoHasToFitFrom(String returnPath, String signer, String policy, int code) {
        for (String domain : List.of("example.com", "news.example.org")) {
            dns.put("TXT " + domain, List.of("v=spf1 include:relay.example.org -all"));
            dns.put("MX " + domain, List.of("10 mail.example.org."));
            dns.put("TXT s1._domainkey." + domain, dns.get("TXT s1._domainkey.example.org"));
        }
        dns.put("TXT _dmarc.example.org", List.of(policy));
        settings = new MailSetup("example.org", returnPath, List.of(), signer, "s1", null);
        assertThat(run()).isEqualTo(code);
        assertThat(said()).contains(code == 0 ? "good   Alignment" : "to do  Alignment");
    }

    @Test
    void aPolicyOfTheWholeOrganisationHoldsForASenderBelow() {
        settings = new MailSetup("alerts.example.org", "bounces.example.org", List.of(), "example.org", "s1", null);
        dns.put("TXT bounces.example.org", List.of("v=spf1 include:relay.example.org -all"));
        dns.put("MX bounces.example.org", List.of("10 mail.example.org."));
        assertThat(run()).isZero();
        assertThat(said()).contains("DMARC: p=quarantine", "bounces.example.org, which fits From (alerts.example.org)");
    }

    @Test
    void settingsThatAreNotThereAreSaid() {
        int code = CheckMail.run(new String[0], () -> {
            throw new IllegalStateException("The settings of the installation are not here (SMTP_HOST).");
        }, (name, type) -> List.of(), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(said()).isEqualTo("The settings of the installation are not here (SMTP_HOST).\n");
    }
}
