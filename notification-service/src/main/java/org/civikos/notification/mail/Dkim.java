package org.civikos.notification.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Signs mails by DKIM (RFC 6376) with Apache James jDKIM. Off by default: a relay that signs does it at a fifteenth of the price
 * of sending, and this is for those whose relay does not. The headers of one-click unsubscribing are covered, as RFC 8058 wants.
 */
public final class Dkim {

    private static final String COVERED = "from:to:subject:date:message-id:mime-version:content-type:content-language:auto-submitted"
            + ":list-id:list-help:list-owner:list-unsubscribe:list-unsubscribe-post";
    private static final int LINE = 72;

    private final String template;
    private final PrivateKey key;

    /**
     * @param domain the signing domain, that of From for DMARC
     * @param selector the name under {@code _domainkey} at which the public key stands
     * @param pem an RSA key, PKCS #8
     * @throws IllegalArgumentException if the key cannot be read
     */
    public Dkim(String domain, String selector, String pem) {
        this.template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + "; h=" + COVERED + "; bh=; b=;";
        this.key = read(pem);
    }

    /**
     * The public part of a key, as it stands in the DNS (p=).
     *
     * @param pem an RSA key, PKCS #8
     * @throws IllegalArgumentException if the key cannot be read
     */
    public static String publicKey(String pem) {
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) read(pem);
            return Base64.getEncoder().encodeToString(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The DKIM key cannot be read; it must be RSA in PKCS #8 (PEM)", e);
        }
    }

    private static PrivateKey read(String pem) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("The DKIM key cannot be read; it must be RSA in PKCS #8 (PEM)", e);
        }
    }

    /** The mail with its signature in front. */
    byte[] sign(byte[] mail) {
        try {
            String header = folded(new DKIMSigner(template, key).sign(new ByteArrayInputStream(mail)));
            byte[] signature = (header + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] signed = Arrays.copyOf(signature, signature.length + mail.length);
            System.arraycopy(mail, 0, signed, signature.length, mail.length);
            return signed;
        } catch (FailException e) {
            throw new IllegalStateException("The mail cannot be signed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // White space between tags, and within b=, means nothing under the relaxed canonical form.
    private static String folded(String header) {
        StringBuilder folded = new StringBuilder(header.length() + 32);
        int line = 0;
        for (String tag : header.strip().split("(?<=;)\\s*")) {
            if (tag.startsWith("b=")) {
                folded.append("\r\n ");
                line = 1;
                for (int i = 0; i < tag.length(); i += LINE) {
                    folded.append(i == 0 ? "" : "\r\n ").append(tag, i, Math.min(tag.length(), i + LINE));
                    line = 1 + LINE;
                }
                continue;
            }
            if (line > 0) {
                boolean fits = line + tag.length() + 1 <= LINE + 6;
                folded.append(fits ? " " : "\r\n ");
                line = fits ? line + 1 : 1;
            }
            folded.append(tag);
            line += tag.length();
        }
        return folded.toString();
    }
}
