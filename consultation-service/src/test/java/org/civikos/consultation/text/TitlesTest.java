package org.civikos.consultation.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Projektligji për vullnetarizmin|PROJEKTLIGJI PËR VULLNETARIZMIN",
        "Projektligji për vullnetarizmin|Ligji për Vullnetarizëm",
        "Draft Law on Associations of Citizens|Law on Citizens' Associations",
        "Nacrt zakona o šumama|Нацрт закона о шумама",
        "Strategjia për Rininë 2027-2032|Projekt-strategjia për rini 2027–2032"})
    void theSameActIsKnownUnderItsForms(String one, String other) {
        assertThat(Titles.isSame(one, other)).isTrue();
        assertThat(Titles.isSame(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Projektligji për shoqatat|Projektligji për pyjet",
        "Projektligji për pyjet|Projektligji për ndryshimin dhe plotësimin e Ligjit për pyjet",
        "Strategjia për rininë 2022-2026|Strategjia për rininë 2027-2031",
        "Projektligji për Gjykatën Kushtetuese|Projektligji për Gjykatën Supreme",
        "Zakon o izmenama Zakona br. 04/L-057|Zakon o izmenama Zakona br. 05/L-057",
        "Projektligji|Projektligj i ri",
        "Plani zhvillimor i Komunës së Pejës|Plani zhvillimor i Komunës së Prizrenit"})
    void anotherActIsNot(String one, String other) {
        assertThat(Titles.isSame(one, other)).isFalse();
        assertThat(Titles.isSame(other, one)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Projektligji për shoqatat|Projektligji për pyjet|0.0", "Projektligji për pyjet|Ligji për ndryshimin e Ligjit për pyjet|0.66", "Projektligji|Projektligji|0.0"})
    void whatAllTitlesShareMakesNoneAlike(String one, String other, double about) {
        assertThat(Titles.alike(one, other)).isBetween(about - 0.01, about + 0.01);
    }
}
