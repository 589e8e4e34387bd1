package org.civikos.notification.settings;

import static org.civikos.notification.settings.LinkKey.PROOF_BYTES;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links of one purpose. The token names what it is about and its last day; its HMAC-SHA-256 covers these, the purpose and the
 * address that the mail went to. So it ends with its time, with another address, and with the person's contact, opens nothing
 * of another purpose, and nothing has to be kept of it.
 */
final class SignedLinks {

    private static final int DAY_BYTES = 4;
    private static final int LONGEST_TOKEN = 200;
    private static final long DAY_SECONDS = 86_400;

    private final String purpose;
    private final Duration valid;
    private final LinkKey key;

    SignedLinks(String purpose, Duration valid, LinkKey key) {
        this.purpose = purpose;
        this.valid = valid;
        this.key = key;
    }

    String token(String about, String address, Instant now) {
        byte[] content = about.getBytes(StandardCharsets.UTF_8);
        int last = (int) (now.plus(valid).getEpochSecond() / DAY_SECONDS);
        byte[] token = ByteBuffer.allocate(PROOF_BYTES + DAY_BYTES + content.length).put(proof(about, last, address)).putInt(last).put(content).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * What a token is about; empty if it is forged, too old, made for another address or for somebody who is no longer known.
     *
     * @param addressOf the present address of whom a token is about; empty if there is none
     */
    Optional<String> about(String token, Instant now, Function<String, Optional<String>> addressOf) {
        byte[] bytes = decode(token);
        if (bytes == null || bytes.length <= PROOF_BYTES + DAY_BYTES) {
            return Optional.empty();
        }
        int last = ByteBuffer.wrap(bytes, PROOF_BYTES, DAY_BYTES).getInt();
        String about = new String(bytes, PROOF_BYTES + DAY_BYTES, bytes.length - PROOF_BYTES - DAY_BYTES, StandardCharsets.UTF_8);
        if (now.getEpochSecond() / DAY_SECONDS > last) {
            return Optional.empty();
        }
        return addressOf.apply(about).filter(address -> MessageDigest.isEqual(proof(about, last, address), Arrays.copyOf(bytes, PROOF_BYTES))).map(_ -> about);
    }

    private static byte @Nullable [] decode(String token) {
        try {
            return token.length() > LONGEST_TOKEN ? null : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] proof(String about, int last, String address) {
        return key.proof((purpose + '\n' + last + '\n' + about + '\n').getBytes(StandardCharsets.UTF_8),
                address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
