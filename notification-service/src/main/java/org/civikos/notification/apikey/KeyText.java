package org.civikos.notification.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as it is written: {@code civikos_live_ID_SECRET}. The beginning lets scanners for leaked secrets, and people, see what it
 * is; the id says which one without giving it away.
 *
 * @param secret 256 random bits
 */
record KeyText(ApiKey.Type type, String id, String secret) {

    static final String BEGINNING = "civikos_";
    private static final Pattern FORM = Pattern.compile("civikos_(live|team|test)_([a-z0-9][a-z0-9-]{2,63})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyText make(ApiKey.Type type, String id) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return new KeyText(type, id, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Empty if the text cannot be a key. */
    static Optional<KeyText> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeyText(ApiKey.Type.valueOf(form.group(1).toUpperCase(Locale.ROOT)), form.group(2), form.group(3)))
                : Optional.empty();
    }

    String text() {
        return BEGINNING + type.code() + "_" + id + "_" + secret;
    }

    /** What is kept. A slow hash would add nothing: nobody guesses 256 random bits. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Takes as long for a wrong hash as for the right one. */
    boolean has(String hash) {
        return MessageDigest.isEqual(hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
