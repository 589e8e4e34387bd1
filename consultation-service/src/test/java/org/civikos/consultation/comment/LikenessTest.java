package org.civikos.consultation.comment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTest {

    private static double likeness(String a, String b) {
        return new Likeness(a).to(new Likeness(b));
    }

    @Test
    void diacriticsCaseAndScriptChangeNothing() {
        assertThat(likeness("Afati për regjistrimin e shoqatës është i shkurtër", "AFATI PER REGJISTRIMIN E SHOQATES ESHTE I SHKURTER")).isEqualTo(1);
        assertThat(likeness("Šta znači đak u članu četiri", "Шта значи ђак у члану четири")).isEqualTo(1);
    }

    @Test
    void endingsAreForgivenAndOtherMattersAreNot() {
        assertThat(likeness("Registracija udruženja traje predugo", "Registraciju udruženja treba skratiti jer traje predugo")).isBetween(0.5, 0.95);
        assertThat(likeness("Registracija udruženja traje predugo", "Porez na imovinu je previsok")).isLessThan(0.3);
    }

    @Test
    void nothingIsLikeNothing() {
        assertThat(likeness("", "")).isZero();
        assertThat(likeness("a e i", "a e i")).isZero();
        assertThat(likeness("x".repeat(50_000), "y".repeat(50_000))).isZero();
    }
}
