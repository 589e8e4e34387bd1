package org.civikos.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 says: HMAC-SHA256 over id, second and body, joined by dots. Written here, since its Java library
 * has not kept step with the others and it is one call of the platform's.
 */
final class Signature {

    static final String BEGINNING = "whsec_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signature() {}

    /** A new secret of 256 random bits. */
    static byte[] makeSecret() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The form in which a receiver's library takes it. */
    static String text(byte[] secret) {
        return BEGINNING + Base64.getEncoder().encodeToString(secret);
    }

    /** The header webhook-signature; with several secrets one after the other, any of which a receiver may check. */
    static String header(List<byte[]> secrets, String id, Instant at, String body) {
        return secrets.stream().map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, id + "." + at.getEpochSecond() + "." + body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] mac(byte[] secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
