package org.civikos.notification.subscriber;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.civikos.notification.member.Readers;

/** Names for addresses that nobody can turn back without the secret of this installation. */
public final class Pseudonyms {

    private static final int HEX = 24;

    private final SecretKeySpec key;

    public Pseudonyms(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** The id of whoever reads a mailbox; the same for all the ways to write its address. */
    String reader(String address) {
        return Readers.PREFIX + hmac("reader", key(address));
    }

    /** Stands for where a request came from: of IPv6 the network of 64 bits, since one line has as many addresses as it likes. */
    String origin(String ip) {
        return family(ip) + ":" + hmac("origin", network(ip));
    }

    static String family(String ip) {
        return ip.indexOf(':') >= 0 ? "ipv6" : "ipv4";
    }

    private static String network(String ip) {
        if (ip.indexOf(':') < 0) {
            return ip;
        }
        StringBuilder first = new StringBuilder();
        int groups = 0;
        for (String group : ip.toLowerCase(Locale.ROOT).split(":", -1)) {
            if (groups == 4 || group.isEmpty()) {
                break;
            }
            first.append(group).append(':');
            groups++;
        }
        return first.toString();
    }

    /** One way to write an address. */
    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** What is stored of a token that only its holder knows. */
    static String token(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String hmac(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((purpose + '\n' + value).getBytes(StandardCharsets.UTF_8))).substring(0, HEX);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
