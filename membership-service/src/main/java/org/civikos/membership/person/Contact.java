package org.civikos.membership.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.regex.Pattern;
import org.civikos.membership.input.Faults;
import org.civikos.membership.reference.Languages;
import org.jspecify.annotations.Nullable;

/**
 * How a person is called and reached. Can only be made valid: by {@link #of}.
 *
 * @param name     at most {@value #NAME} characters
 * @param email    an address as mail servers take it, at most {@value #EMAIL} characters, in ASCII
 * @param phone    in the form of E.164; a number without country code is one of Kosovo (+383)
 * @param language {@code sq}, {@code sr} or {@code en}
 */
public record Contact(String name, String email, @Nullable String phone, String language) {

    static final int NAME = 120;
    static final int EMAIL = 254;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
                    + "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    /** Kosovo, as libphonenumber names it. */
    private static final String REGION = "XK";

    /**
     * Reads what was typed.
     *
     * @throws org.civikos.membership.input.InvalidInput naming every member that is wrong, by the names of the API
     */
    public static Contact of(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String language) {
        Faults faults = new Faults();
        String readName = faults.text("name", name, NAME);
        String address = faults.text("email", email, EMAIL);
        if (!address.isEmpty() && (!ADDRESS.matcher(address).matches() || address.indexOf('@') > 64)) {
            faults.add("email", "not-an-email", address);
        }
        String number = phone(faults, phone);
        String readLanguage = language == null || language.isBlank() ? "sq" : language.strip().toLowerCase(Locale.ROOT);
        if (!Languages.exists(readLanguage)) {
            faults.add("language", "unknown-language", readLanguage);
        }
        faults.throwIfAny();
        return new Contact(readName, address, number, readLanguage);
    }

    private static @Nullable String phone(Faults faults, @Nullable String phone) {
        if (phone == null || phone.isBlank()) {
            return null;
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(phone.strip(), REGION);
            if (numbers.isValidNumber(number)) {
                return numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            }
        } catch (NumberParseException notANumber) {
            // The fault below says it.
        }
        faults.add("phone", "not-a-phone", phone.strip());
        return null;
    }

    /** The form under which two addresses are the same person's. */
    public static String emailKey(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public String emailKey() {
        return emailKey(email);
    }
}
