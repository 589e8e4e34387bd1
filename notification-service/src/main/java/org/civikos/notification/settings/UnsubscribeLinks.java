package org.civikos.notification.settings;

import static org.civikos.notification.settings.LinkKey.PROOF_BYTES;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Links that stop the mails of one person without signing in. The token names the person and proves by HMAC-SHA-256 that we
 * made it; it lasts as long as the secret does, since a mail may be read years later.
 */
public final class UnsubscribeLinks {

    private static final byte[] PURPOSE = "unsubscribe\n".getBytes(StandardCharsets.UTF_8);
    private static final int LONGEST_TOKEN = 200;

    private final String publicUrl;
    private final String base;
    private final LinkKey key;
    private final PreferenceLinks preferences;
    private final RelevanceLinks relevance;

    /**
     * @param publicUrl where people reach us, without a slash at the end
     * @param secret at least 16 characters
     */
    public UnsubscribeLinks(String publicUrl, String secret) {
        this.publicUrl = publicUrl;
        this.base = publicUrl + "/unsubscribe/";
        this.key = new LinkKey(secret);
        this.preferences = new PreferenceLinks(publicUrl, key);
        this.relevance = new RelevanceLinks(publicUrl, key);
    }

    /** The links to the page of one's settings. */
    public PreferenceLinks preferences() {
        return preferences;
    }

    /** The links by which somebody says whether a draft concerns their organisation. */
    public RelevanceLinks relevance() {
        return relevance;
    }

    /** The address that shows a page on GET and acts on POST (RFC 8058). */
    public String link(String personId) {
        return base + token(personId);
    }

    /** A page of ours, for mails; the path begins with a slash. */
    public String page(String path) {
        return publicUrl + path;
    }

    /** Where a person who has signed in changes what they are told. */
    String settingsPage() {
        return publicUrl + "/my-alerts";
    }

    String token(String personId) {
        byte[] person = personId.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(proof(person), PROOF_BYTES + person.length);
        System.arraycopy(person, 0, token, PROOF_BYTES, person.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose mails a token stops; empty if it is not one of ours. */
    Optional<String> person(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= PROOF_BYTES) {
            return Optional.empty();
        }
        byte[] person = Arrays.copyOfRange(bytes, PROOF_BYTES, bytes.length);
        boolean ours = MessageDigest.isEqual(Arrays.copyOf(bytes, PROOF_BYTES), proof(person));
        return ours ? Optional.of(new String(person, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private byte[] proof(byte[] person) {
        return key.proof(PURPOSE, person);
    }
}
