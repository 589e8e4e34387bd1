package org.civikos.notification.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.mail.ReturnPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String ID = Delivery.idOf("alert-1", "person-1", Channel.EMAIL);
    private static final String SECRET = "a-secret-of-some-length";
    private static final ReturnPath RETURN_PATH = new ReturnPath("bounces+{id}@civikos.example.org", SECRET);
    private static final String ADDRESS = RETURN_PATH.address(ID);
    private final Reports reports = new Reports("smtp", "civikos.example.org", RETURN_PATH, Clock.fixed(NOW, ZoneOffset.UTC));

    private List<Receipt> read(String mail) throws Exception {
        return reports.read(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, 550 5.1.1 User unknown, ADDRESS_UNKNOWN",
        "5.1.10, 550 recipient has no such address, ADDRESS_UNKNOWN",
        "5.2.2, 552 mailbox over quota, MAILBOX_FULL",
        "4.4.7, 451 delivery time expired, TRY_LATER",
        "5.4.7, delivery time expired, TRY_LATER",
        "5.7.1, 550 5.7.1 rejected by DMARC policy, POLICY",
        "5.7.26, 550 unauthenticated sender, POLICY",
        "5.6.0, content not accepted, REFUSED",
        "nonsense, 550 what, REFUSED"})
    void aMailThatCameBackSaysWhy(String status, String words, Reason reason) throws Exception {
        assertThat(read(ReportSamples.bounce(ID, "civikos.example.org", "failed", status, words))).singleElement().satisfies(said -> {
            assertThat(said.deliveryId()).isEqualTo(ID);
            assertThat(said.kind()).isEqualTo(Receipt.Kind.FAILED);
            assertThat(said.reason()).isEqualTo(reason);
            assertThat(said.detail()).contains(words);
        });
    }

    @Test
    void aDelayIsNoFailureAndARelayIsNoArrival() throws Exception {
        assertThat(read(ReportSamples.bounce(ID, "civikos.example.org", "delayed", "4.4.1", "no answer"))).singleElement()
                .extracting(Receipt::kind).isEqualTo(Receipt.Kind.DELAYED);
        assertThat(read(ReportSamples.bounce(ID, "civikos.example.org", "relayed", "2.0.0", "handed on"))).isEmpty();
        assertThat(read(ReportSamples.bounce(ID, "civikos.example.org", "delivered", "2.0.0", "to mailbox"))).singleElement()
                .extracting(Receipt::kind).isEqualTo(Receipt.Kind.DELIVERED);
    }

    @Test
    void aComplaintIsTold() throws Exception {
        assertThat(read(ReportSamples.complaint(ID, "civikos.example.org"))).singleElement().satisfies(said -> {
            assertThat(said.kind()).isEqualTo(Receipt.Kind.COMPLAINT);
            assertThat(said.deliveryId()).isEqualTo(ID);
        });
    }

    @Test
    void aReportOfAForeignMailIsNotOurs() throws Exception {
        assertThat(read(ReportSamples.bounce(ID, "elsewhere.example.org", "failed", "5.1.1", "x"))).isEmpty();
        assertThat(read(ReportSamples.bounce("not-an-id", "civikos.example.org", "failed", "5.1.1", "x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Subject: Out of office\r\n\r\nI am away.", "Content-Type: multipart/report\r\n\r\nno boundary",
        "Content-Type: ;;;\r\n\r\nx", "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\n\r\n--a--"})
    void whatIsNoReportSaysNothing(String mail) throws Exception {
        assertThat(read(mail)).isEmpty();
    }

    @Property(tries = 200)
    void aMangledReportIsNeverWorseThanUnreadable(@ForAll int seed) throws Exception {
        StringBuilder mail = new StringBuilder(ReportSamples.bounce(ID, "civikos.example.org", "failed", "5.1.1", "x"));
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            mail.setCharAt(random.nextInt(mail.length()), (char) random.nextInt(256));
        }
        try {
            assertThat(read(mail.toString())).allSatisfy(said -> assertThat(said.provider()).isEqualTo("smtp"));
        } catch (MessagingException | IOException e) {
            // The caller flags it for people.
            assertThat(e).isNotNull();
        }
    }

    /** As servers do that return no headers of the mail, or only those of their own choice. */
    @ParameterizedTest
    @CsvSource({"To, %s", "Delivered-To, %s", "X-Original-To, <%s>"})
    void aReportWithoutHeadersIsKnownByTheAddressItCameTo(String header, String form) throws Exception {
        String bare = ReportSamples.withoutHeaders(header + ": " + form.formatted(ADDRESS), "5.1.1", "550 5.1.1 User unknown");
        assertThat(read(bare)).singleElement().satisfies(said -> {
            assertThat(said.deliveryId()).isEqualTo(ID);
            assertThat(said.reason()).isEqualTo(Reason.ADDRESS_UNKNOWN);
        });
    }

    @Test
    void aReportThatNamesARecipientAloneIsNobodys() throws Exception {
        assertThat(read(ReportSamples.withoutHeaders("To: bounces@civikos.example.org", "5.1.1", "x"))).isEmpty();
        assertThat(read(ReportSamples.withoutHeaders("To: " + ADDRESS.replaceFirst("[0-9a-f]@", "x@"), "5.1.1", "x"))).isEmpty();
        String guessed = "bounces+" + ID.replace("-", "") + "000000000000@civikos.example.org";
        assertThat(read(ReportSamples.withoutHeaders("To: " + guessed, "5.1.1", "x"))).as("made up by somebody who knows an id").isEmpty();
    }

    @Test
    void anAnswerThatComesToTheAddressByItselfIsNoReport() throws Exception {
        assertThat(read("To: " + ADDRESS + "\r\nSubject: Out of office\r\n\r\nI am away.")).isEmpty();
    }
}
