package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Consultations;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmsWriterTest {

    private static final Clock CLOCK = Clock.fixed(SampleAlerts.OPENED_AT, ZoneOffset.UTC);

    private static String text(Alert alert, Language language, String publicUrl) {
        return new SmsWriter(SampleAlerts.knowing(alert), new Phrases(), publicUrl, WorkingDays::daysLeft, CLOCK).text(alert, language);
    }

    @Test
    void saysWhatUntilWhenAndWhere() {
        assertThat(text(SampleAlerts.opened("e"), Language.SQ, "https://k.example.org"))
                .isEqualTo("Projektligji per shoqatat. Komentoni deri me 11.12.2026 23:59 (edhe 15 dite)."
                        + " https://k.example.org/consultations/0199a000-0000-7000-8000-000000000201");
    }

    @Test
    void anSmsThatWasHeldNamesTheDeadlineThatHolds() {
        Alert alert = SampleAlerts.opened("e");
        Delivery held = Delivery.waiting(Alert.idOf(alert.causeId()), "person-1", null, Channel.SMS, "+38343900101", "sq", "", SampleAlerts.OPENED_AT);
        Consultations moved = new Consultations(_ -> Optional.of(SampleAlerts.standing("2026-12-18T16:00", false)), CLOCK);
        Sms sms = new SmsWriter(SampleAlerts.knowing(alert, moved), new Phrases(), "https://k.example.org", WorkingDays::daysLeft, CLOCK).write(held);
        assertThat(sms.text()).contains("Komentoni deri me 18.12.2026 16:00 (edhe 20 dite).").doesNotContain("11.12.2026");
        assertThat(sms.reference()).isEqualTo(held.id());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void isAlwaysOneSegmentInPlainLetters(Language language) {
        for (String title : new String[] {"Ž", "Projektligji për çështjet e ndërmarrësisë dhe të drejtës së shoqërive tregtare në Kosovë",
                "Нацрт закона о удружењима", "Draft “Law” — on 😀 emoji [and] €uro ^ ~", "x".repeat(2_000)}) {
            // A summary of many drafts is never an SMS, nor is what is about none, and a test carries its own text.
            for (AlertKind kind : EnumSet.complementOf(EnumSet.of(AlertKind.DIGEST, AlertKind.NOTICE, AlertKind.SILENCE, AlertKind.TEST, AlertKind.CIRCULAR,
                    AlertKind.MESSAGE))) {
                Alert alert = SampleAlerts.of(kind, "e", SampleAlerts.OPENED_AT, title, "md", "2026-12-01T23:59");
                String text = text(alert, language, "http://localhost:8080");
                assertThat(PlainLetters.oneSegment(text)).as(text).isTrue();
                assertThat(text).contains("11.12.2026 23:59")
                        .endsWith("http://localhost:8080/consultations/0199a000-0000-7000-8000-000000000201");
            }
        }
    }

    @Test
    void aLongTitleGivesWay() {
        Alert alert = SampleAlerts.of(AlertKind.CONSULTATION_OPENED, "e", SampleAlerts.OPENED_AT, "Projektligji ".repeat(20), "md", null);
        assertThat(text(alert, Language.EN, "http://localhost:8080")).contains("...").contains("Comment by");
    }

    @Test
    void theLinkIsNeverCut() {
        String address = "https://a-very-long-name-of-a-network." + "sub.".repeat(15) + "example.org";
        assertThat(text(SampleAlerts.opened("e"), Language.SQ, address)).contains("11.12.2026")
                .endsWith(address + "/consultations/0199a000-0000-7000-8000-000000000201");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ëË çÇ              | eE cC
            šŠ čČ ćĆ žŽ đĐ      | sS cC cC zZ djDj
            Нацрт закона       | Nacrt zakona
            „Zakon“ – član      | "Zakon" - clan
            """)
    void lettersBecomePlain(String written, String plain) {
        assertThat(PlainLetters.of(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            +383 43 900 123   | +38343900123
            043 900 123       | +38343900123
            00383 43 900 123  | +38343900123
            043/900-123       | +38343900123
            12                | none
            call me           | none
            +383              | none
            """)
    void numbersAreReadAsPeopleWriteThem(String written, String international) {
        assertThat(PhoneNumbers.international(written).orElse(null)).isEqualTo(international);
    }
}
