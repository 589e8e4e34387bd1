package org.civikos.consultation.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {

    @ParameterizedTest
    @CsvSource({"Data e përfundimit:,data e perfundimit:", "ÇËSHTJE,ceshtje", "Građani Đakovice,gradjani djakovice", "Закон о шумама,zakon o sumama",
            "Љубав и ђак,ljubav i djak", "Žička   šuma,zicka suma"})
    void foldsDiacriticsCaseAndScript(String text, String folded) {
        assertThat(Letters.fold(text)).isEqualTo(folded);
    }

    @Test
    void splitsIntoWordsWithoutSigns() {
        assertThat(Letters.words("Udhëzim (MAPL) nr. 04/2018 – për komunat!")).containsExactly("udhezim", "mapl", "nr", "04", "2018", "per", "komunat");
    }
}
