package org.civikos.consultation.source;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Tells an error page that was sent with status 200 from the document that was asked for. What the server calls it is not relied on, for
 * portals name their files wrongly; the first bytes are.
 */
final class Disguise {

    private static final int ENOUGH = 1_024;

    private Disguise() {
    }

    /** Whether the bytes may be what an address with this ending promises; an address without a known ending promises nothing. */
    static boolean plausible(URI address, byte[] content) {
        String path = address.getPath() == null ? "" : address.getPath().toLowerCase(Locale.ROOT);
        if (!path.matches(".*\\.(pdf|doc[xm]?|odt|rtf)$")) {
            return true;
        }
        String head = new String(content, 0, Math.min(content.length, ENOUGH), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        // A PDF may begin after some bytes of something else; HTML in front of it is a portal that writes notices into its files.
        return head.contains("%pdf-") || !head.matches("(?s)[^a-z]*<(!doctype html|html|head|body|title|h1|p|div|script|\\?xml).*");
    }
}
