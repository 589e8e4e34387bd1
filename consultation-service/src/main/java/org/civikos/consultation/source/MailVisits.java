package org.civikos.consultation.source;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.draft.Drafts;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads drafts that were forwarded to an address of the network, over IMAP. Nothing in the mailbox is changed. A message is known by its
 * Message-ID, which makes the draft's identifier: read again, moved or delivered twice, it is one draft.
 */
@Component
class MailVisits {

    private static final Logger LOG = LoggerFactory.getLogger(MailVisits.class);
    private static final int MOST_DEPTH = 6;
    /** In bytes, of all files of a message together; few mail servers let more through. */
    private static final int MOST_BYTES = 25_000_000;
    private static final int FETCH = 1 << 20;
    /** Of a text; what follows is cut off. */
    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_FILES = 20;
    private static final int MOST_LINKS = 50;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'()]+[^\\s<>\"'().,;:!?]");
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_BODY = 5_000;
    private static final Pattern FILE = Pattern.compile("(?i).*\\.(pdf|doc[xm]?|odt|rtf|html?|txt)$");
    private static final Pattern PREFIXES = Pattern.compile("(?i)^\\s*((fwd?|re|prc|përcjell|percjell|prosleđeno|prosledjeno|vs|aw)\\s*:\\s*)+");

    private final Visitor visitor;
    private final SourceProperties properties;

    MailVisits(Visitor visitor, SourceProperties properties) {
        this.visitor = visitor;
        this.properties = properties;
    }

    /**
     * A message that may be a draft.
     *
     * @param draft the identifier that follows from its Message-ID
     * @param links addresses in it, in its order
     */
    record Mail(long uid, String draft, String title, String body, List<Drafts.Attachment> files, List<String> links) {

        Mail {
            links = List.copyOf(links);
        }
    }

    /**
     * How far a folder has been read.
     *
     * @param validity of the folder's numbers; where it differs from before they have begun anew
     * @param last     number of the last message looked at
     */
    record Position(long validity, long last) {
    }

    /** Takes in one message at a time: all of them together may be more than fits. */
    interface Taking {
        /** @param from what has been read once this one is taken in */
        void take(Mail mail, Position from);
    }

    /** Messages after a number, some at a time, from allowed senders only. */
    Position after(String id, Source source, Position last, Taking taking) throws FetchFailure, InterruptedException {
        Mailbox mailbox = source.mailbox();
        if (mailbox == null) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "It is not set which mailbox");
        }
        URI address = URI.create(source.baseUrl());
        String password = properties.mailPassword(mailbox, address.getHost())
                .orElseThrow(() -> new FetchFailure(Reason.SECRET_MISSING, "No password is set under the name " + mailbox.secretName() + " for this server"));
        return visitor.guarded(id, () -> {
            boolean tls = "imaps".equals(address.getScheme());
            try (Store store = session(tls, properties.mailPlainAllowed() || isThisMachine(address.getHost())).getStore(tls ? "imaps" : "imap")) {
                store.connect(address.getHost(), address.getPort(), mailbox.user(), password);
                try (Folder folder = store.getFolder(mailbox.folder())) {
                    folder.open(Folder.READ_ONLY);
                    return read(id, mailbox, folder, last, taking);
                }
            } catch (AuthenticationFailedException refused) {
                throw new FetchFailure(Reason.REFUSED, "The mailbox refuses name or password", null, refused);
            } catch (MessagingException | IOException broken) {
                if (String.valueOf(broken.getMessage()).contains("STARTTLS")) {
                    throw new FetchFailure(Reason.NOT_ENCRYPTED, "The mail server offers no encrypted connection", null, broken);
                }
                throw new FetchFailure(Reason.UNREACHABLE, "The mailbox cannot be read", null, broken);
            }
        });
    }

    /** By its address, not by what a name may be made to lead to. */
    static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.matches("\\[(0*:)*:?0*1]");
    }

    /** @param plain whether a connection may stay plain where the server offers nothing better */
    private Session session(boolean tls, boolean plain) {
        Properties settings = new Properties();
        String prefix = "mail." + (tls ? "imaps" : "imap") + ".";
        settings.setProperty(prefix + "connectiontimeout", String.valueOf(properties.connectTimeout().toMillis()));
        settings.setProperty(prefix + "timeout", String.valueOf(properties.pageTimeout().toMillis()));
        settings.setProperty(prefix + "writetimeout", String.valueOf(properties.pageTimeout().toMillis()));
        settings.setProperty(prefix + "partialfetch", "true");
        // A file of 25 MB by the library's own 16 kB would be 1,600 questions to the server, one after the other.
        settings.setProperty(prefix + "fetchsize", String.valueOf(FETCH));
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (!tls) {
            settings.setProperty(prefix + "starttls.enable", "true");
            settings.setProperty(prefix + "starttls.required", String.valueOf(!plain));
        }
        return Session.getInstance(settings);
    }

    private Position read(String id, Mailbox mailbox, Folder folder, Position last, Taking taking) throws MessagingException, IOException {
        UIDFolder numbers = (UIDFolder) folder;
        long now = numbers.getUIDValidity();
        long from = now == last.validity() ? last.last() : 0;
        int taken = 0;
        long seen = from;
        for (Message message : numbers.getMessagesByUID(from + 1, UIDFolder.LASTUID)) {
            long uid = message == null ? 0 : numbers.getUID(message);
            // The last message is given even where its number is lower than asked for.
            if (uid <= from) {
                continue;
            }
            if (taken >= properties.mostPages()) {
                break;
            }
            seen = Math.max(seen, uid);
            if (isAllowed(mailbox, message)) {
                taken++;
                taking.take(mail(id, uid, message), new Position(now, seen));
            } else {
                LOG.info("Source {}: message {} is from nobody who may forward drafts", id, uid);
            }
        }
        return new Position(now, seen);
    }

    /** By the From header; one whose own mail server says that it is forged is refused. */
    private static boolean isAllowed(Mailbox mailbox, Message message) throws MessagingException {
        String[] results = message.getHeader("Authentication-Results");
        if (results != null && results.length > 0 && results[0].toLowerCase(Locale.ROOT).matches("(?s).*\\b(dmarc|spf)=fail\\b.*")) {
            return false;
        }
        jakarta.mail.Address[] from;
        try {
            from = message.getFrom();
        } catch (MessagingException malformed) {
            return false;
        }
        return from != null && from.length == 1 && from[0] instanceof InternetAddress sender && mailbox.allows(sender.getAddress());
    }

    private Mail mail(String id, long uid, Message message) throws MessagingException, IOException {
        String[] ids = message.getHeader("Message-ID");
        String key = ids != null && ids.length > 0 && !ids[0].isBlank() ? ids[0].strip() : message.getFrom()[0] + "\n" + message.getSubject() + "\n" + message.getSentDate();
        Found found = new Found(message.getFolder());
        try {
            collect(message, 0, found);
        } catch (MessagingException | IOException | RuntimeException malformed) {
            mustBeOpen(found.folder);
            // It must not stand in the way of all that come after it, and whoever forwarded it is waiting for it to be seen.
            LOG.warn("Source {}: message {} cannot be taken apart whole", id, uid, malformed);
            found.files.add(Drafts.Attachment.unread("message"));
        }
        String subject = message.getSubject() == null ? "" : PREFIXES.matcher(message.getSubject()).replaceFirst("").replaceAll("\\s+", " ").strip();
        String title = subject.isEmpty() ? found.files.isEmpty() ? "?" : found.files.getFirst().name() : subject;
        String suffix = "-" + Documents.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        return new Mail(uid, id.substring(0, Math.min(id.length(), 64 - suffix.length())) + suffix, title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
                found.body.strip().substring(0, Math.min(found.body.strip().length(), LONGEST_BODY)), found.files, List.copyOf(found.links));
    }

    /** What went wrong with a mailbox that is gone says nothing of the message. */
    private static void mustBeOpen(Folder folder) throws FolderClosedException {
        if (!folder.isOpen()) {
            throw new FolderClosedException(folder);
        }
    }

    private static final class Found {
        private final Folder folder;
        private final List<Drafts.Attachment> files = new ArrayList<>();
        private final Set<String> links = new LinkedHashSet<>();
        private String body = "";
        private long bytes;

        Found(Folder folder) {
            this.folder = folder;
        }
    }

    /** Walks a message, forwarded messages inside it included. */
    private void collect(Part part, int depth, Found found) throws MessagingException, IOException {
        if (depth > MOST_DEPTH || found.files.size() >= MOST_FILES) {
            return;
        }
        String name = name(part);
        if (name != null && FILE.matcher(name).matches()) {
            found.files.add(file(part, name, found));
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(parts.getCount(), 100); i++) {
                BodyPart inner = parts.getBodyPart(i);
                collect(inner, depth + 1, found);
            }
        } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof Part inner) {
            collect(inner, depth + 1, found);
        } else if (part.isMimeType("text/*")) {
            String text = text(part);
            // The same words once more, as a rule: a link behind words stands in the HTML alone.
            links(part, text, found);
            if (found.body.isBlank()) {
                found.body = part.isMimeType("text/html") ? Jsoup.parse(text).text() : text;
            }
        }
    }

    private Drafts.Attachment file(Part part, String name, Found found) throws MessagingException {
        long most = Math.min(properties.documentLimit(), MOST_BYTES);
        try (InputStream in = part.getInputStream()) {
            byte[] content = in.readNBytes((int) (most - found.bytes + 1));
            if (found.bytes + content.length > most) {
                LOG.warn("A message has more than {} bytes of attachments; the rest is left out", most);
                return Drafts.Attachment.unread(name);
            }
            found.bytes += content.length;
            return new Drafts.Attachment(name, part.getContentType(), content);
        } catch (IOException malformed) {
            mustBeOpen(found.folder);
            LOG.warn("The file {} of a message cannot be decoded", name, malformed);
            return Drafts.Attachment.unread(name);
        }
    }

    /** In the letters that it names; where those are not known, what can be read of it as UTF-8. */
    private static String text(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_TEXT), letters(part));
        }
    }

    private static Charset letters(Part part) throws MessagingException {
        try {
            String name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalArgumentException unknown) {
            LOG.info("A message is written in letters that are not known: {}", unknown.getMessage());
            return StandardCharsets.UTF_8;
        }
    }

    private static void links(Part part, String text, Found found) throws MessagingException {
        List<String> addresses = new ArrayList<>();
        if (part.isMimeType("text/html")) {
            Jsoup.parse(text).select("a[href^=http]").forEach(link -> addresses.add(link.attr("href").strip()));
        } else {
            Matcher matcher = LINK.matcher(text);
            while (matcher.find()) {
                addresses.add(matcher.group());
            }
        }
        addresses.stream().limit(MOST_LINKS - Math.min(MOST_LINKS, found.links.size())).forEach(found.links::add);
    }

    private static @Nullable String name(Part part) throws MessagingException {
        String name = part.getFileName();
        if (name == null) {
            return null;
        }
        try {
            return Documents.safeName(MimeUtility.decodeText(name), "document");
        } catch (UnsupportedEncodingException unknown) {
            return Documents.safeName(name, "document");
        }
    }
}
