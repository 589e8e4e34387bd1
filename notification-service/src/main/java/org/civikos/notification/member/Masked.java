package org.civikos.notification.member;

/** Addresses by which their owners know them again, and nobody else can write to them. */
public final class Masked {

    private static final String HIDDEN = "•••";

    private Masked() {
    }

    /** "a•••@example.org". */
    public static String email(String address) {
        int at = address.indexOf('@');
        return at < 1 ? HIDDEN : address.substring(0, address.offsetByCodePoints(0, 1)) + HIDDEN + address.substring(at);
    }

    /** "+383•••01"; of a number too short to hide anything in, nothing. */
    public static String phone(String number) {
        return number.length() < 9 ? HIDDEN : number.substring(0, 4) + HIDDEN + number.substring(number.length() - 2);
    }
}
