package org.civikos.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps the secrets that have to be read again, so that a copy of the store alone signs nothing: AES-256-GCM by a key of the installation. */
final class Sealed {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    Sealed(String installationSecret) {
        try {
            key = new SecretKeySpec(MessageDigest.getInstance("SHA-256")
                    .digest(("webhook secrets\n" + installationSecret).getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    String seal(byte[] secret) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret);
        byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** @throws IllegalStateException if it was sealed by another installation, or changed since */
    byte[] open(String sealed) {
        byte[] both = Base64.getDecoder().decode(sealed);
        return run(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE), Arrays.copyOfRange(both, NONCE, both.length));
    }

    private byte[] run(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A webhook's secret cannot be opened: LINK_SECRET has changed", e);
        }
    }
}
