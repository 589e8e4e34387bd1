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
}
