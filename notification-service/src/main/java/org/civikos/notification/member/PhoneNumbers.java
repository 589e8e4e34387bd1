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

    /** Whether an SMS can arrive at a number: a mobile one, or one of which the plan of its country does not say. */
    public static boolean takesSms(String number) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber parsed = util.parse(number, "XK");
            return util.isValidNumber(parsed) && switch (util.getNumberType(parsed)) {
                case MOBILE, FIXED_LINE_OR_MOBILE -> true;
                default -> false;
            };
        } catch (NumberParseException e) {
            return false;
        }
    }

    /**
     * The present form of a number of Kosovo as it was written before the country had a code of its own (ITU, 15 December 2016; +383
     * alone since 2019): mobile ones with +377 (44 and 45, through Monaco) and +386 (43 and 49, through Slovenia), the fixed network with
     * +381 (28, 29, 38, 39, 280, 290, 390, through Serbia, whose mobile numbers begin with 6 and are never meant). Each of these codes is
     * another country's today, so this is a question to the person and never done unasked.
     *
     * @return empty if the number is none of these
     */
    public static Optional<String> presentForm(String written) {
        PhoneNumber number;
        try {
            number = PhoneNumberUtil.getInstance().parse(written, "XK");
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        String old = switch (number.getCountryCode()) {
            case 377 -> "4[45]\\d{6}";
            case 386 -> "4[39]\\d{6}";
            case 381 -> "(?:28|29|38|39|280|290|390)\\d{6}";
            default -> "(?!)";
        };
        String national = String.valueOf(number.getNationalNumber());
        return national.matches(old) ? international("+383" + national) : Optional.empty();
    }
}
