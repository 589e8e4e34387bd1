package org.civikos.notification.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.notification.settings.LinkKey;

/**
 * Where mail servers send what they cannot deliver: one address for all mails, or one for each (VERP), which then tells of which mail a
 * report is also where it returns no headers of it. The address of a mail holds the delivery's id and a proof that we made it, so nobody
 * can have a delivery of another person taken for failed.
 */
public final class ReturnPath {

    /** In the place of what differs from mail to mail. */
    public static final String ID = "{id}";
    private static final byte[] PURPOSE = "return-path\n".getBytes(StandardCharsets.UTF_8);
    private static final int ID_LETTERS = 32;
    private static final int PROOF_BYTES = 6;
    /** RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    private final String pattern;
    private final LinkKey key;
    private final Pattern ours;

    /**
     * @param pattern an address; with {@link #ID} in its local part each mail has one of its own, such as {@code bounces+{id}@example.org}
     * @param secret from which the proofs are made; see {@link LinkKey}
     * @throws IllegalArgumentException if the secret is too short, or the addresses would be longer than the 64 letters before the at sign that SMTP allows
     */
    public ReturnPath(String pattern, String secret) {
        this.pattern = pattern;
        int at = pattern.lastIndexOf('@');
        int place = pattern.indexOf(ID);
        if (place >= 0 && (place > at || at - ID.length() + ID_LETTERS + 2 * PROOF_BYTES > LONGEST_LOCAL_PART)) {
            throw new IllegalArgumentException("A return path needs " + ID + " before the at sign and at most 20 letters beside it: " + pattern);
        }
        this.key = new LinkKey(secret);
        this.ours = Pattern.compile(place < 0 ? "(?!)" : Pattern.quote(pattern.substring(0, place).toLowerCase(Locale.ROOT)) + "([0-9a-f]{" + ID_LETTERS + "})([0-9a-f]{"
                + 2 * PROOF_BYTES + "})" + Pattern.quote(pattern.substring(place + ID.length()).toLowerCase(Locale.ROOT)));
    }

    /** One address for all mails. */
    static ReturnPath of(String address) {
        return new ReturnPath(address, "no mail has one of its own");
    }

    /** Whether each mail has one of its own. */
    boolean eachItsOwn() {
        return pattern.contains(ID);
    }

    /** The envelope's sender of a mail. */
    public String address(String deliveryId) {
        return eachItsOwn() ? pattern.replace(ID, deliveryId.replace("-", "") + proof(deliveryId)) : pattern;
    }

    /** Of which delivery a mail to one of these addresses speaks; empty if we have not made the address. */
    public Optional<String> deliveryId(String address) {
        Matcher found = ours.matcher(address.strip().toLowerCase(Locale.ROOT));
        if (!found.matches()) {
            return Optional.empty();
        }
        String hex = found.group(1);
        String id = hex.substring(0, 8) + '-' + hex.substring(8, 12) + '-' + hex.substring(12, 16) + '-' + hex.substring(16, 20) + '-' + hex.substring(20);
        boolean made = MessageDigest.isEqual(found.group(2).getBytes(StandardCharsets.US_ASCII), proof(id).getBytes(StandardCharsets.US_ASCII));
        return made ? Optional.of(id) : Optional.empty();
    }

    private String proof(String deliveryId) {
        return HexFormat.of().formatHex(key.proof(PURPOSE, deliveryId.getBytes(StandardCharsets.UTF_8)), 0, PROOF_BYTES);
    }
}
