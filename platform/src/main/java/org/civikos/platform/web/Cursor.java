package org.civikos.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where the next page begins, as one opaque text that survives in a query string. */
public final class Cursor {

    /** Items per page where nobody asks for another number. */
    public static final int DEFAULT_LIMIT = 50;
    /** The most items of a page. */
    public static final int MAX_LIMIT = 200;
    private static final int MAX_LENGTH = 2_000;
    /** Unit separator: a control character that no sensible sort key has. */
    private static final String SEPARATOR = "\u001f";

    private Cursor() {
    }

    /**
     * The number of items to give: {@value #DEFAULT_LIMIT} where none is asked for, at most {@value #MAX_LIMIT}.
     *
     * @throws Problem 400 {@code invalid-limit} below 1
     */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-limit", MAX_LIMIT);
        }
        return Math.min(asked, MAX_LIMIT);
    }

    /** Joins the sort keys of a page's last item. */
    public static String encode(String... parts) {
        for (String part : parts) {
            if (part.contains(SEPARATOR)) {
                throw new IllegalArgumentException("A cursor's part has a unit separator");
            }
        }
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes apart what {@link #encode} made.
     *
     * @return the parts, or {@code null} where there is no cursor: the first page
     * @throws Problem 400 {@code invalid-cursor} if it is not of that form
     */
    public static String @Nullable [] decode(@Nullable String cursor, int parts) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            if (cursor.length() <= MAX_LENGTH) {
                String[] decoded = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1);
                if (decoded.length == parts) {
                    return decoded;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
    }
}
