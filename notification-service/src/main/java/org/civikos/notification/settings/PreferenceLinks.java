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
 * Links to the page on which somebody changes what they are told, without signing in. The token names the person and its last
 * day; its HMAC-SHA-256 covers these and the address that the mail went to. So it ends with its year, with another address,
 * and with the person's contact, and nothing has to be kept of it. It opens nothing but this page: the text that is signed
 * begins with the purpose, as that of a link to stop mails does with another.
 */
public final class PreferenceLinks {

    /** How long a link is good. */
    public static final Duration VALID = Duration.ofDays(365);

    private static final int DAY_BYTES = 4;
    private static final int LONGEST_TOKEN = 200;
    private static final long DAY_SECONDS = 86_400;

    private final String base;
    private final LinkKey key;

    PreferenceLinks(String publicUrl, LinkKey key) {
        this.base = publicUrl + "/preferences/";
        this.key = key;
    }

    /**
     * The address of the page; GET shows it and changes nothing.
     *
     * @param address to which the mail with the link goes
     */
    public String link(String personId, String address, Instant now) {
        return base + token(personId, address, now);
    }

    /** The part of the address that stands for the person; good for a year. */
    public String token(String personId, String address, Instant now) {
        byte[] person = personId.getBytes(StandardCharsets.UTF_8);
        int last = (int) (now.plus(VALID).getEpochSecond() / DAY_SECONDS);
        byte[] token = ByteBuffer.allocate(PROOF_BYTES + DAY_BYTES + person.length).put(proof(personId, last, address)).putInt(last).put(person).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Whose page a token opens; empty if it is forged, too old, made for another address or for somebody who is no longer known.
     *
     * @param addressOf the present address of a person; empty if there is none
     */
    public Optional<String> person(String token, Instant now, Function<String, Optional<String>> addressOf) {
        byte[] bytes = decode(token);
        if (bytes == null || bytes.length <= PROOF_BYTES + DAY_BYTES) {
            return Optional.empty();
        }
        int last = ByteBuffer.wrap(bytes, PROOF_BYTES, DAY_BYTES).getInt();
        String person = new String(bytes, PROOF_BYTES + DAY_BYTES, bytes.length - PROOF_BYTES - DAY_BYTES, StandardCharsets.UTF_8);
        if (now.getEpochSecond() / DAY_SECONDS > last) {
            return Optional.empty();
        }
        return addressOf.apply(person)
                .filter(address -> MessageDigest.isEqual(proof(person, last, address), Arrays.copyOf(bytes, PROOF_BYTES)))
                .map(_ -> person);
    }

    private static byte @Nullable [] decode(String token) {
        try {
            return token.length() > LONGEST_TOKEN ? null : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] proof(String personId, int last, String address) {
        return key.proof(
                ("preferences\n" + last + '\n' + personId + '\n').getBytes(StandardCharsets.UTF_8),
                address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
