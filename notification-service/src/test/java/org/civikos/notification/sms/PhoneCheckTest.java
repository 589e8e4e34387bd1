package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that nobody has, of the plans of the countries around. */
class PhoneCheckTest {

    private final PhoneCheckController controller = new PhoneCheckController(new Countries(List.of("XK", "AL", "RS", "ME", "MK")));

    private PhoneCheckController.PhoneView check(String typed) {
        return controller.check(new PhoneCheckController.PhoneBody(typed));
    }

    @ParameterizedTest
    @CsvSource({"+383 43 900 123, +38343900123", "043-900-123, +38343900123", "00383 (0)43 900 123, +38343900123", "+355 69 000 0123, +355690000123",
        "+381 64 900 0123, +381649000123", "+382 67 900 123, +38267900123", "+389 70 900 123, +38970900123"})
    void mobileNumbersOfAllCountriesThatGetSmsFit(String typed, String number) {
        assertThat(check(typed)).isEqualTo(new PhoneCheckController.PhoneView("fits", number, null));
    }

    @ParameterizedTest
    @CsvSource({"+377 44 123 456, +38344123456", "00377 45 123456, +38345123456", "+386 49 900 123, +38349900123", "00386/43/900-123, +38343900123"})
    void oldMobileNumbersAreOfferedInTheirPresentForm(String typed, String present) {
        assertThat(check(typed)).isEqualTo(new PhoneCheckController.PhoneView("old-form", null, present));
    }

    @ParameterizedTest
    @CsvSource({"+381 38 220 123, +38338220123", "00381 (0)28 520 123, +38328520123", "+381 29 220 123, +38329220123", "+381 39 430 123, +38339430123",
        "+381 280 320 123, +383280320123", "+381 290 320 123, +383290320123", "+381 390 320 123, +383390320123"})
    void theFixedNetworkOfKosovoUnderTheCodeOfSerbiaIsKnownAndTakesNoSms(String typed, String present) {
        assertThat(check(typed)).isEqualTo(new PhoneCheckController.PhoneView("old-landline", null, present));
    }

    @ParameterizedTest
    @CsvSource({"038 220 123, landline", "+355 4 222 0123, landline", "+381 11 222 0123, landline", "+49 151 1234 5678, country", "+386 41 900 123, country", "12, not-a-number",
        "+383 43 900 12, not-a-number", "call me, not-a-number", "'', not-a-number", "0900 12345, costly"})
    void whatGetsNoSmsIsToldWhy(String typed, String verdict) {
        assertThat(check(typed)).isEqualTo(new PhoneCheckController.PhoneView(verdict, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+38343900123", "043 900 123", "+37799123456", "+38641123456", "+38164123456", "+381 63 123 456", "not a number"})
    void noOtherNumberIsTakenForAnOldOne(String typed) {
        assertThat(check(typed).presentForm()).isNull();
    }
}
