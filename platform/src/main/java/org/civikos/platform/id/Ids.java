package org.civikos.platform.id;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes and checks identifiers. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {
    }

    /** A new UUID version 7 (RFC 9562) as text: 48 bits of Unix milliseconds, then 74 random bits, so that ids sort by time. */
    public static String next() {
        long random = RANDOM.nextLong();
        long high = (System.currentTimeMillis() << 16) | 0x7000L | (random & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether the text is 3 to 64 small letters, digits and hyphens, not beginning with a hyphen. */
    public static boolean isValid(@Nullable String id) {
        return id != null && FORM.matcher(id).matches();
    }
}
