package org.civikos.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerCsvTest {

    private static final Alert OPENED = LedgerSamples.alert(AlertKind.CONSULTATION_OPENED, 0, Alert.Status.COMPLETED, "2026-12-11T22:59:00Z");

    private static Listed listed(String name, String organisation, Delivery delivery) {
        return new Listed(delivery.personId(), name, Set.of(Group.organisation(organisation)), List.of(organisation), List.of(new Message("a", OPENED, delivery, null, null)));
    }

    private static List<List<String>> written(Language language, Listed... people) throws IOException {
        StringWriter out = new StringWriter();
        LedgerCsv csv = new LedgerCsv(out, new Phrases(), language);
        for (Listed one : people) {
            csv.write(one);
        }
        csv.flush();
        assertThat(out.toString()).startsWith("\uFEFF").endsWith("\r\n");
        return CsvReader.builder().fieldSeparator(';').ofCsvRecord(out.toString().substring(1)).stream().map(record -> record.getFields()).toList();
    }

    @Test
    void noCellRunsAsAFormulaAndNoneBreaksItsLine() throws IOException {
        Delivery delivery = LedgerSamples.delivery("a", "x", Channel.SMS, "", DeliveryState.FAILED, Reason.PHONE_OFF, null, null);
        List<String> line = written(Language.EN, listed("=HYPERLINK(\"http://evil.example.org\";\"x\")", "@SUM(1);\r\nShoqata", delivery)).get(1);
        assertThat(line.get(0)).isEqualTo("'=HYPERLINK(\"http://evil.example.org\";\"x\")");
        assertThat(line.get(1)).isEqualTo("'@SUM(1);\r\nShoqata");
        assertThat(line.get(4)).as("a number begins with a plus").isEqualTo("'+383•••01");
        assertThat(line.get(5)).isEqualTo("not reached");
        assertThat(line).hasSize(14);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1+1   | '=1+1
            +383   | '+383
            -1     | '-1
            @x     | '@x
            Arta   | Arta
            a=b    | a=b
            """)
    void aTextThatLooksLikeAFormulaIsQuoted(String text, String written) {
        assertThat(LedgerCsv.plain(text)).isEqualTo(written);
        assertThat(LedgerCsv.plain("\t=1")).isEqualTo("'\t=1");
        assertThat(LedgerCsv.plain(null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEachStateInEachLanguageAndAtTheTimeOfKosovo(Language language) throws IOException {
        Map<DeliveryState, Reason> states = Map.of(DeliveryState.WAITING, Reason.TRY_LATER, DeliveryState.FAILED, Reason.REFUSED, DeliveryState.NOT_SENT, Reason.IN_DIGEST);
        Listed delivered = listed("Arta", "Shoqata", LedgerSamples.delivery("a", "x", Channel.EMAIL, "", DeliveryState.DELIVERED, null, LedgerSamples.MADE, LedgerSamples.MADE));
        List<List<String>> lines = written(language, delivered);
        assertThat(lines.get(1).get(6)).isEqualTo("2026-11-20 09:00");
        assertThat(lines.get(1).get(4)).isEqualTo("x•••@example.org");
        states.forEach((state, reason) -> {
            try {
                assertThat(written(language, listed("Arta", "Shoqata", LedgerSamples.delivery("a", "x", Channel.EMAIL, "", state, reason, null, null))).get(1).get(5)).isNotBlank();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        for (Standing standing : Standing.values()) {
            assertThat(new Phrases().find(language, "ledger.state." + standing.code())).isPresent();
        }
        for (AlertKind kind : AlertKind.values()) {
            assertThat(new Phrases().find(language, "ledger.kind." + kind.code()).isPresent()).isEqualTo(kind.aboutDraft());
        }
    }

    @Test
    void whoIsForgottenHasNoNameAndNoAddress() throws IOException {
        Delivery old = new Delivery("d", "a", "x", null, Channel.EMAIL, null, "sq", "", DeliveryState.HANDED_OVER, null, null, 1, LedgerSamples.MADE, LedgerSamples.MADE,
                LedgerSamples.MADE, null, "smtp", null);
        List<String> line = written(Language.EN, new Listed("x", null, Set.of(Group.FORGOTTEN), List.of(), List.of(new Message("a", OPENED, old, null, null)))).get(1);
        assertThat(line.subList(0, 6)).containsExactly("name no longer kept", "no longer kept", "handed over to the provider", "E-mail", "", "handed over to the provider");
    }
}
