package org.civikos.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldNumbersTest {

    @ParameterizedTest
    @CsvSource({"+377 44 900 123, +38344900123", "0037745900123, +38345900123", "'+386 (43) 900-123', +38343900123", "00386/49/900-123, +38349900123",
        "+381 38 220 123, +38338220123", "00381 (0)28 520 123, +38328520123", "+381 290 320 123, +383290320123", "+381 390 320 123, +383390320123"})
    void are_known_by_their_code_and_their_first_digits(String typed, String present) {
        assertThat(OldNumbers.presentForm(typed)).contains(present);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+383 44 900 123", "044 900 123", "+386 41 900 123", "+377 99 900 123", "+386 49 900", "+386 49 900 1234", "+381 64 900 0123", "+381 63 900 123", "+381 11 900 0123", "+381 38 900 12", "x", "", "+"})
    void are_no_others(String typed) {
        assertThat(OldNumbers.presentForm(typed)).isEmpty();
    }
}
