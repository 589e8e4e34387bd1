package org.civikos.notification.reply;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Understands a mail as the answer to an alert: which delivery it answers, who wrote it, and what they wrote themselves. */
final class ReplyReader {

    /**
     * @param id derived from the Message-ID, so that the same mail is the same answer however often it is read
     * @param delivery id of the delivery that is answered
     * @param from address of the writer, small letters
     * @param text without what was quoted
     */
    record Reply(String id, String delivery, String from, String text) {}

    /** Why a mail is no answer that can be acted on; for logs and figures. */
    enum Refusal {
        AUTOMATIC,
        FORGED,
        NO_SENDER,
        NO_ALERT
    }

    /** Exactly one of the two is there. */
    record Read(Optional<Reply> reply, Optional<Refusal> refusal) {
        static Read refused(Refusal why) {
            return new Read(Optional.empty(), Optional.of(why));
        }
    }

    private static final int MOST_DEPTH = 6;
    private static final int MOST_PARTS = 50;
    private static final int LONGEST_TEXT = 60_000;
    private static final Pattern OURS = Pattern.compile("<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@([^<>\\s]+)>");
    private static final Pattern FORGED = Pattern.compile("(?s).*\\b(dmarc|spf)=fail\\b.*");
    /** What programs put before the mail that they quote, in the languages of our readers and in German, French and Italian, whose programs they use. */
    private static final Pattern QUOTE = Pattern.compile(
            "(?iu)^(>.*|-{2,}\\s*(original message|mesazhi origjinal|originalna poruka|prvobitna poruka|forwarded message)\\s*-{2,}|_{10,}"
                    + "|(on|më|me|dana|am|le|il)\\s.{3,200}(wrote|shkroi|ka shkruar|je napisa[ol]a?|je napisao/la|napisao je|schrieb|a écrit|ha scritto).{0,60}:"
                    + "|(from|nga|od|von|de)\\s*:\\s.*@.*)$");
    private static final Pattern SIGNATURE = Pattern.compile("^-- ?$");
    /** In characters; a mail that somebody wrote by hand has some thousands. */
    private static final int LONGEST_HTML = 256 * 1024;
    private static final Set<String> UNREAD = Set.of("blockquote", "style", "script");
    private static final Set<String> LINES = Set.of("br", "p", "div", "li", "tr");

    private final String domain;

    /** @param domain of our Message-IDs */
    ReplyReader(String domain) {
        this.domain = domain.toLowerCase(Locale.ROOT);
    }

    /**
     * @throws MessagingException if it is no mail that can be read
     */
    Read read(MimeMessage message) throws MessagingException, IOException {
        if (automatic(message)) {
            return Read.refused(Refusal.AUTOMATIC);
        }
        String results = message.getHeader("Authentication-Results", "\n");
        if (results != null && FORGED.matcher(results.toLowerCase(Locale.ROOT)).matches()) {
            return Read.refused(Refusal.FORGED);
        }
        if (!(message.getFrom() instanceof Object[] from && from.length == 1 && from[0] instanceof InternetAddress sender) || sender.getAddress() == null) {
            return Read.refused(Refusal.NO_SENDER);
        }
        Optional<String> delivery = delivery(message);
        if (delivery.isEmpty()) {
            return Read.refused(Refusal.NO_ALERT);
        }
        String key = Optional.ofNullable(message.getMessageID()).filter(id -> !id.isBlank())
                .orElse(delivery.get() + "\n" + sender.getAddress() + "\n" + message.getSentDate());
        String text = own(text(message, 0));
        return new Read(Optional.of(new Reply(hash(key), delivery.get(), sender.getAddress().toLowerCase(Locale.ROOT),
                text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT))), Optional.empty());
    }

    /** RFC 3834: what answers by itself is not answered, or two programs write to each other for ever. */
    private static boolean automatic(MimeMessage message) throws MessagingException {
        String submitted = message.getHeader("Auto-Submitted", null);
        String precedence = message.getHeader("Precedence", null);
        String path = message.getHeader("Return-Path", null);
        return submitted != null && !submitted.strip().equalsIgnoreCase("no") || path != null && path.strip().equals("<>")
                || precedence != null && precedence.strip().toLowerCase(Locale.ROOT).matches("bulk|junk|list|auto_reply")
                || message.getHeader("X-Autoreply") != null || message.getHeader("X-Autorespond") != null;
    }

    private Optional<String> delivery(MimeMessage message) throws MessagingException {
        for (String name : new String[] {"In-Reply-To", "References"}) {
            String header = message.getHeader(name, " ");
            if (header != null) {
                Matcher ids = OURS.matcher(header);
                String last = null;
                while (ids.find()) {
                    last = ids.group(2).toLowerCase(Locale.ROOT).equals(domain) ? ids.group(1) : last;
                }
                if (last != null) {
                    return Optional.of(last);
                }
            }
        }
        return Optional.empty();
    }

    /** The first text; plain where there is one. */
    private static String text(Part part, int depth) throws MessagingException, IOException {
        if (depth > MOST_DEPTH || part.isMimeType("message/*") || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return "";
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            String found = "";
            for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
                Part inner = parts.getBodyPart(i);
                String text = text(inner, depth + 1);
                if (!text.isBlank() && (found.isBlank() || inner.isMimeType("text/plain"))) {
                    found = text;
                }
                if (inner.isMimeType("text/plain") && !found.isBlank()) {
                    return found;
                }
            }
            return found;
        }
        if (part.isMimeType("text/html") && part.getContent() instanceof String html) {
            return plain(html);
        }
        return part.isMimeType("text/*") && part.getContent() instanceof String text ? text : "";
    }

    /** What was written, without what is quoted. In one walk: whoever may write to us may send a mail of a hundred thousand parts. */
    private static String plain(String html) {
        Document page = Jsoup.parse(html.length() <= LONGEST_HTML ? html : html.substring(0, LONGEST_HTML));
        StringBuilder text = new StringBuilder();
        Node[] quotedIn = {null};
        page.body().filter((node, _) -> {
            // Behind this mark of Outlook's stands the mail that is answered.
            if (quotedIn[0] != null && node.parent() == quotedIn[0]) {
                return NodeFilter.FilterResult.SKIP_ENTIRELY;
            }
            if (node instanceof Element element) {
                if (element.id().equals("appendonsend")) {
                    quotedIn[0] = element.parent();
                }
                if (UNREAD.contains(element.normalName()) || element.hasClass("gmail_quote") || element.id().equals("divRplyFwdMsg")) {
                    return NodeFilter.FilterResult.SKIP_ENTIRELY;
                }
                if (LINES.contains(element.normalName())) {
                    text.append('\n');
                }
            } else if (node instanceof TextNode words) {
                text.append(words.text());
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
        return text.toString().replaceAll("(?m)^ +", "");
    }

    /** Up to the first line that is quoted, or that says that what follows is; without a signature. */
    static String own(String text) {
        StringBuilder own = new StringBuilder();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            // Programs break the line that says who wrote what over two.
            String both = i + 1 < lines.length ? line + " " + lines[i + 1].strip() : line;
            if (QUOTE.matcher(line).matches() || SIGNATURE.matcher(lines[i]).matches() || !line.startsWith("<") && QUOTE.matcher(both).matches() && !line.isEmpty() && both.endsWith(":")) {
                break;
            }
            own.append(lines[i].stripTrailing()).append('\n');
        }
        return own.toString().strip();
    }

    private static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
