package org.civikos.membership.imports;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a list's telephone numbers from before Kosovo had a code of its own (2016; +383 alone since 2019) are taken for: mobile ones with +377 44 and 45 and with +386 43 and
 * 49, those of the fixed network with +381 28, 29, 38, 39, 280, 290 and 390. The codes are Monaco's, Slovenia's and Serbia's, so that such a number reaches nobody or a
 * stranger, and only people can tell. Mobile numbers of Serbia begin with 6 and are never meant.
 */
enum OldNumbers {
    /** Each is an error of its row. */
    ASK,
    /** Each is meant as the number of Kosovo that it has become. */
    CONVERT,
    /** Each is meant as it stands. */
    KEEP;

    private static final Pattern OF_MONACO = Pattern.compile("4[45]\\d{6}");
    private static final Pattern OF_SLOVENIA = Pattern.compile("4[39]\\d{6}");
    private static final Pattern OF_SERBIA = Pattern.compile("(?:28|29|38|39|280|290|390)\\d{6}");

    /** The form of today, +383…, of a number in an old form; empty for any other number, and for what is none. */
    static Optional<String> presentForm(String typed) {
        PhoneNumber number;
        try {
            number = PhoneNumberUtil.getInstance().parse(typed, "XK");
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
        String national = String.valueOf(number.getNationalNumber());
        boolean old = number.getCountryCode() == 377 && OF_MONACO.matcher(national).matches()
                || number.getCountryCode() == 386 && OF_SLOVENIA.matcher(national).matches()
                || number.getCountryCode() == 381 && OF_SERBIA.matcher(national).matches();
        return old ? Optional.of("+383" + national) : Optional.empty();
    }
}
