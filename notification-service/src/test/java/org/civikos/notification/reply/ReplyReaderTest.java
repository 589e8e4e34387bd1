package org.civikos.notification.reply;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.civikos.notification.reply.ReplyReader.Refusal;
import org.civikos.notification.reply.ReplyReader.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    private static final String DELIVERY = "0a1b2c3d-0a1b-8c2d-9e3f-001122334455";
    private static final String HEAD = """
            From: =?UTF-8?Q?Arta_Shembulli?= <Arta@Example.org>
            To: answers@example.org
            Subject: Re: [5 days left] Draft
            Message-ID: <m1@mail.example.org>
            In-Reply-To: <%s@example.org>
            """.formatted(DELIVERY);

    private final ReplyReader reader = new ReplyReader("example.org");

    private ReplyReader.Read read(String raw) throws Exception {
        return reader.read(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private Reply plain(String body) throws Exception {
        return read(HEAD + "Content-Type: text/plain; charset=UTF-8\n\n" + body).reply().orElseThrow();
    }

    @Test
    void findsWhoAnswersWhatInTheirOwnWords() throws Exception {
        Reply reply = plain("Neni 7: çështja është e qartë.\n\nOn Fri, 20 Nov 2026 at 08:00, Civikos <alerts@example.org> wrote:\n> Draft\n> Read the draft\n");
        assertThat(reply.delivery()).isEqualTo(DELIVERY);
        assertThat(reply.from()).isEqualTo("arta@example.org");
        assertThat(reply.text()).isEqualTo("Neni 7: çështja është e qartë.");
        assertThat(plain("tjetër").id()).as("the same mail is the same answer").isEqualTo(reply.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "> quoted",
        "On Fri, 20 Nov 2026 at 08:00 Civikos <alerts@example.org> wrote:",
        "On Fri, 20 Nov 2026 at 08:00 Civikos\n<alerts@example.org> wrote:",
        "Më pre, 20 nën 2026 në 08:00 Civikos <alerts@example.org> shkroi:",
        "Dana pet, 20. nov 2026. u 08:00 Civikos <alerts@example.org> je napisao/la:",
        "Am Fr., 20. Nov. 2026 um 08:00 Uhr schrieb Civikos <alerts@example.org>:",
        "-----Original Message-----",
        "________________________________\nFrom: Civikos <alerts@example.org>",
        "Od: Civikos <alerts@example.org>\nPoslato: petak",
        "Nga: Civikos <alerts@example.org>",
        "-- \nArta Shembulli\nDrejtore"})
    void leavesOutWhatIsQuotedAndTheSignature(String quoted) throws Exception {
        assertThat(plain("E para.\n\nMë tej: nga neni 3 duhet hequr pika a.\n\n" + quoted + "\n> më tej\nfund").text())
                .isEqualTo("E para.\n\nMë tej: nga neni 3 duhet hequr pika a.");
    }

    @Test
    void readsHtmlWhereThereIsNoPlainText() throws Exception {
        Reply reply = read(HEAD + """
                Content-Type: text/html; charset=UTF-8

                <html><head><style>p{color:red}</style></head><body><div dir="ltr">Neni 7: jo.<br>Propozim: po.</div><div>Arsyetim: &amp;</div>
                <div class="gmail_quote">On Fri Civikos wrote:<blockquote>Draft</blockquote></div><script>alert(1)</script></body></html>
                """).reply().orElseThrow();
        assertThat(reply.text()).isEqualTo("Neni 7: jo.\nPropozim: po.\nArsyetim: &");
    }

    /** Outlook marks where the answered mail begins; a mail of very many parts is read in one walk. */
    @Test
    void leavesOutWhatStandsBehindOutlooksMark() throws Exception {
        Reply reply = read(HEAD + """
                Content-Type: text/html; charset=UTF-8

                <html><body><div>Neni 7:</div><div>jo.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: CiviKos</div>%s</body></html>
                """.formatted("<p>x".repeat(60_000))).reply().orElseThrow();
        assertThat(reply.text()).isEqualTo("Neni 7:\njo.");
    }

    @Test
    void takesThePlainPartOfAMailWithBoth() throws Exception {
        Reply reply = read(HEAD + """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/html; charset=UTF-8

                <p>html</p>
                --a
                Content-Type: text/plain; charset=UTF-8

                plain
                --a--
                --m
                Content-Type: text/plain
                Content-Disposition: attachment; filename=x.txt

                attached
                --m--
                """).reply().orElseThrow();
        assertThat(reply.text()).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "Return-Path: <>"})
    void answersNoProgram(String header) throws Exception {
        assertThat(read(HEAD + header + "\n\nJashtë zyre").refusal()).contains(Refusal.AUTOMATIC);
    }

    @Test
    void takesNothingFromAForgedOrUnknownSenderOrAboutNoAlert() throws Exception {
        assertThat(read(HEAD + "Authentication-Results: mx.example.org; spf=pass; dmarc=fail header.from=example.org\n\nx").refusal()).contains(Refusal.FORGED);
        assertThat(read("In-Reply-To: <" + DELIVERY + "@example.org>\n\nx").refusal()).contains(Refusal.NO_SENDER);
        assertThat(read("From: a@example.org, b@example.org\nIn-Reply-To: <" + DELIVERY + "@example.org>\n\nx").refusal()).contains(Refusal.NO_SENDER);
        assertThat(read("From: a@example.org\nIn-Reply-To: <" + DELIVERY + "@elsewhere.example>\n\nx").refusal()).contains(Refusal.NO_ALERT);
        assertThat(read("From: a@example.org\nSubject: Hello\n\nx").refusal()).contains(Refusal.NO_ALERT);
    }

    @Test
    void findsTheAlertAmongTheReferencesAndIsNotHeldUpByLongLines() throws Exception {
        Reply reply = read("From: a@example.org\nMessage-ID: <x@y>\nReferences: <other@else.example> <" + DELIVERY + "@example.org> <later@else.example>\n\n"
                + "a".repeat(200_000) + "\n" + "On ".repeat(50_000)).reply().orElseThrow();
        assertThat(reply.delivery()).isEqualTo(DELIVERY);
        assertThat(reply.text()).hasSize(60_000);
    }
}
