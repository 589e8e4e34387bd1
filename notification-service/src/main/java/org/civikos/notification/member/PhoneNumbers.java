package org.civikos.notification.member;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Telephone numbers as people write them. */
public final class PhoneNumbers {

    private PhoneNumbers() {}

    /**
     * A number in the international form, such as +38343900123; one without a country's prefix is taken as one of Kosovo.
     *
     * @return empty if no network can have such a number (its length or beginning is impossible)
     */
    public static Optional<String> international(String written) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = util.parse(written, "XK");
            return util.isPossibleNumber(number) ? Optional.of(util.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Whether calls and messages to a number cost more than usual, some of which goes to its holder: such numbers invite pumping. */
    public static boolean costly(String number) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            return switch (util.getNumberType(util.parse(number, "XK"))) {
                case PREMIUM_RATE, SHARED_COST, UAN, VOICEMAIL -> true;
                default -> false;
            };
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** The country of a number, such as XK; empty if it cannot be told. */
    public static Optional<String> country(String number) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            return Optional.ofNullable(util.getRegionCodeForNumber(util.parse(number, "XK")));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The present form of a mobile number of Kosovo as it was written before the country had a code of its own: +377 (44 and 45,
     * through Monaco), +386 (43 and 49, through Slovenia), +381 (38 and 28, 29, 39, 290 of the fixed network, through Serbia).
     * Each of these codes is another country's today, so this is a question to the person and never done unasked.
     *
     * @return empty if the number is none of these
     */
    public static Optional<String> presentForm(String written) {
        String digits = written.replaceAll("[^0-9+]", "").replaceFirst("^00", "+");
        for (String[] old : new String[][] {{"+377", "4[45]\\d{6}"}, {"+386", "4[39]\\d{6}"}, {"+381", "(?:38|39|28|29|290)\\d{6}"}}) {
            if (digits.startsWith(old[0]) && digits.substring(old[0].length()).matches(old[1])) {
                return international("+383" + digits.substring(old[0].length()));
            }
        }
        return Optional.empty();
    }
}
