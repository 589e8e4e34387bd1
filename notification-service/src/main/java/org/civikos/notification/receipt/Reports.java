package org.civikos.notification.receipt;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.mail.ReturnPath;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mails by which mail servers report: delivery status notifications (RFC 3464) and complaints in the abuse reporting
 * format (RFC 5965). Which message is meant is told by the Message-ID in the returned headers, which holds our delivery's id; where they
 * are not returned, by the address that the report came to, if each mail has one of its own. Never by the recipient that it names: anybody
 * can write a report, and would have anybody's mails stopped.
 */
final class Reports {

    private static final int LONGEST_PART = 256_000;
    private static final int DEEPEST = 8;
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]{1,128}@[A-Za-z0-9.-]{1,255}");

    private final String provider;
    private final Pattern messageId;
    /** Where the receiving servers say to which address a mail came; the first that is ours counts. */
    private static final List<String> CAME_TO = List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To");

    private final ReturnPath returnPath;
    private final Clock clock;

    /**
     * @param provider the name under which receipts by mail stand
     * @param domain the domain of our Message-IDs
     * @param returnPath the addresses to which reports come
     */
    Reports(String provider, String domain, ReturnPath returnPath, Clock clock) {
        this.returnPath = returnPath;
        this.provider = provider;
        this.messageId = Pattern.compile("<(" + ID + ")@" + Pattern.quote(domain) + ">");
        this.clock = clock;
    }

    private static final class Found {
        private @Nullable InternetHeaders status;
        private @Nullable InternetHeaders feedback;
        private @Nullable String original;
    }

    /** What a mail reports; nothing if it is no report, or of no message of ours. */
    List<Receipt> read(Part mail) throws MessagingException, IOException {
        Found found = new Found();
        try {
            look(mail, found, 0);
        } catch (ParseException e) {
            return List.of();
        }
        Matcher ours = messageId.matcher(found.original == null ? "" : found.original);
        String id = ours.find() ? ours.group(1) : byAddress(mail).orElse(null);
        if (id == null) {
            return List.of();
        }
        if (found.feedback != null) {
            String type = String.valueOf(found.feedback.getHeader("Feedback-Type", null)).strip();
            return List.of(new Receipt(provider, id, null, Receipt.Kind.COMPLAINT, null, type, clock.instant()));
        }
        return found.status == null ? List.of() : status(id, found.status).map(List::of).orElse(List.of());
    }

    private Optional<Receipt> status(String id, InternetHeaders fields) {
        String action = first(fields, "Action").toLowerCase(Locale.ROOT);
        String code = first(fields, "Status");
        String words = (code + " " + first(fields, "Diagnostic-Code")).strip();
        return switch (action) {
            case "failed" -> Optional.of(new Receipt(provider, id, null, Receipt.Kind.FAILED, reason(code, words), words, clock.instant()));
            case "delayed" -> Optional.of(new Receipt(provider, id, null, Receipt.Kind.DELAYED, Reason.DELAYED, words, clock.instant()));
            case "delivered" -> Optional.of(new Receipt(provider, id, null, Receipt.Kind.DELIVERED, null, null, clock.instant()));
            // Relayed and expanded: handed on to somebody who reports no more. It has not arrived by anybody's word.
            default -> Optional.empty();
        };
    }

    private Optional<String> byAddress(Part mail) throws MessagingException {
        for (String name : CAME_TO) {
            String[] values = mail.getHeader(name);
            for (String value : values == null ? new String[0] : values) {
                Matcher address = ADDRESS.matcher(value);
                while (address.find()) {
                    Optional<String> id = returnPath.deliveryId(address.group());
                    if (id.isPresent()) {
                        return id;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Which reason an enhanced status code (RFC 3463) and the words beside it speak of. */
    static Reason reason(String code, String words) {
        String[] digits = code.strip().split("\\.", 3);
        String subject = digits.length == 3 ? digits[1] + "." + digits[2].replaceAll("\\D.*", "") : "";
        boolean soft = code.startsWith("4");
        return switch (subject) {
            case "1.1", "1.2", "1.3", "1.6", "1.10", "2.1" -> soft ? Reason.TRY_LATER : Reason.ADDRESS_UNKNOWN;
            case "2.2" -> Reason.MAILBOX_FULL;
            default -> {
                if (subject.startsWith("7.")) {
                    yield Reason.POLICY;
                }
                yield soft || subject.startsWith("4.") ? Reason.TRY_LATER
                        : words.contains("5.1.1") ? Reason.ADDRESS_UNKNOWN : Reason.REFUSED;
            }
        };
    }

    private static String first(InternetHeaders fields, String name) {
        String[] values = fields.getHeader(name);
        return values == null || values.length == 0 ? "" : values[0].replaceAll("\\s+", " ").strip();
    }

    private static void look(Part part, Found found, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST) {
            return;
        }
        ContentType type = new ContentType(part.getContentType());
        if (type.match("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(parts.getCount(), 20); i++) {
                BodyPart inner = parts.getBodyPart(i);
                look(inner, found, depth + 1);
            }
        } else if (type.match("message/delivery-status")) {
            found.status = recipient(bytes(part));
        } else if (type.match("message/feedback-report")) {
            found.feedback = new InternetHeaders(new ByteArrayInputStream(bytes(part)));
        } else if (type.match("message/rfc822") || type.match("text/rfc822-headers") || type.match("message/rfc822-headers")) {
            String[] ids = new InternetHeaders(new ByteArrayInputStream(bytes(part))).getHeader("Message-ID");
            if (ids != null && found.original == null) {
                found.original = ids[0];
            }
        }
    }

    // Fields of the message first, then after an empty line those of each recipient; ours have one recipient each.
    private static InternetHeaders recipient(byte[] status) throws MessagingException {
        List<String> blocks = new ArrayList<>();
        for (String block : new String(status, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").strip().split("\n\\s*\n")) {
            blocks.add(block.strip() + "\n\n");
        }
        for (String block : blocks) {
            InternetHeaders fields = new InternetHeaders(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)));
            if (fields.getHeader("Action") != null) {
                return fields;
            }
        }
        return new InternetHeaders();
    }

    private static byte[] bytes(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(in.readNBytes(LONGEST_PART));
            return out.toByteArray();
        }
    }
}
