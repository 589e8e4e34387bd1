package org.civikos.membership.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * SHA-256 of long random secrets. Nothing slower is needed for what cannot be guessed, and nothing of this kind is ever
 * used for what a person made up: nobody has a password here.
 */
final class Hash implements PasswordEncoder {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** 256 random bits as 43 characters that need no escaping in an address. */
    static String newSecret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String encode(CharSequence secret) {
        return sha256(secret.toString());
    }

    @Override
    public boolean matches(CharSequence secret, String encoded) {
        return MessageDigest.isEqual(encode(secret).getBytes(StandardCharsets.UTF_8), encoded.getBytes(StandardCharsets.UTF_8));
    }
}
