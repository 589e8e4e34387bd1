package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signed here, verified as a receiver does. */
class DkimTest {

    private static KeyPair pair;

    @BeforeAll
    static void key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    private static byte[] mail() throws Exception {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Alert alert = SampleAlerts.opened("event-1");
        Delivery delivery = Delivery.waiting(Alert.idOf("event-1"), "person-1", "Gëzim Çështja-Đorđević", Channel.EMAIL, "reader@example.org",
                "sq", "Shoqata «Çelësi»", SampleAlerts.OPENED_AT);
        return new MailWriter(SampleAlerts.knowing(alert), new Phrases(), new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length"),
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, _ -> Optional.empty(),
                Clock.fixed(SampleAlerts.OPENED_AT, ZoneOffset.UTC), new Dkim("civikos.example.org", "s1", pem)).write(delivery);
    }

    private static List<SignatureRecord> verify(byte[] mail) throws Exception {
        String record = "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        PublicKeyRecordRetriever dns = (methodAndOption, selector, token) ->
                selector.toString().equals("s1") && token.toString().equals("civikos.example.org") ? List.of(record) : List.of();
        return new DKIMVerifier(dns).verify(new ByteArrayInputStream(mail));
    }

    @Test
    void theSignatureIsGoodAndCoversOneClickUnsubscribing() throws Exception {
        assertThat(verify(mail())).singleElement().satisfies(signature -> {
            assertThat(signature.getDToken().toString()).isEqualTo("civikos.example.org");
            assertThat(signature.getHeaders()).extracting(CharSequence::toString)
                    .contains("list-unsubscribe", "list-unsubscribe-post", "from", "subject", "message-id", "to");
        });
    }

    @Test
    void whatWasChangedOnTheWayDoesNotVerify() throws Exception {
        String mail = new String(mail(), StandardCharsets.ISO_8859_1);
        for (String changed : List.of(mail.replace("List-Unsubscribe-Post: List-Unsubscribe=One-Click", "List-Unsubscribe-Post: no"),
                mail.replace("multipart/alternative", "multipart/mixed"), mail.replace("To: ", "To: x"))) {
            assertThat(changed).isNotEqualTo(mail);
            assertThatThrownBy(() -> verify(changed.getBytes(StandardCharsets.ISO_8859_1))).isInstanceOf(FailException.class);
        }
    }

    @Test
    void linesStayShortAndEveryHeaderIsAscii() throws Exception {
        byte[] mail = mail();
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        String head = text.substring(0, text.indexOf("\r\n\r\n"));
        assertThat(head.chars()).allMatch(c -> c < 128);
        assertThat(head.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
        MimeMessage parsed = new MimeMessage(null, new ByteArrayInputStream(mail));
        assertThat(parsed.getHeader("To", null)).isNotNull();
        assertThat(((InternetAddress) parsed.getAllRecipients()[0]).getPersonal()).isEqualTo("Gëzim Çështja-Đorđević");
        assertThat(parsed.getHeader("List-Help", null)).isEqualTo("<http://localhost:8080/my-alerts>");
        assertThat(parsed.getHeader("List-Owner", null)).isEqualTo("<mailto:alerts@civikos.example.org>");
    }

    @Test
    void aKeyThatIsNoneIsSaidAtStart() {
        assertThatThrownBy(() -> new Dkim("civikos.example.org", "s1", "not a key")).isInstanceOf(IllegalArgumentException.class);
    }
}
