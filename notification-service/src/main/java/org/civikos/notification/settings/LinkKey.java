package org.civikos.notification.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret by which we know links and return paths that we made again. */
public final class LinkKey {

    /** Length of a proof. */
    static final int PROOF_BYTES = 16;

    private static final int SHORTEST_SECRET = 16;

    // Two links stand in every mail, and looking for a provider and setting the key up costs more than the hash of so short a text.
    private final Mac keyed;

    /** @throws IllegalArgumentException if the secret has fewer than 16 characters */
    public LinkKey(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("LINK_SECRET must have at least 16 characters");
        }
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** The first {@value #PROOF_BYTES} bytes of the HMAC-SHA-256 (RFC 2104) of the parts, one after the other. */
    public byte[] proof(byte[]... parts) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Arrays.copyOf(mac.doFinal(), PROOF_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The HMAC-SHA-256 of the Java platform can be cloned", e);
        }
    }
}
