package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "/viewConsult.php?ConsultationID={number}|https://portal.example.org/viewConsult.php?ConsultationID=41001&lang=sq#top|41001",
        "/viewConsult.php?ConsultationID={number}|https://portal.example.org/viewConsult.php?OtherConsultationID=41001|-",
        "/viewConsult.php?ConsultationID={number}|https://portal.example.org/viewConsult.php?ConsultationID=x|-",
        "/rasprave/{number}|https://portal.example.org/rasprave/12/nacrt-zakona|12",
        "/rasprave/{number}|https://portal.example.org/rasprave/12a|-",
        "/konsultimi-{number}.html|https://portal.example.org/konsultimi-7.html?x=1|7",
        "/show?page=law-{number}&x=1|https://portal.example.org/show?x=1&page=law-9|9"})
    void knowsTheNumberOfAnAddress(String address, String url, Integer number) {
        assertThat(new Numbered(address, null).number(URI.create(url))).isEqualTo(number == null ? OptionalInt.empty() : OptionalInt.of(number));
    }

    @Test
    void makesTheAddressOfANumberAndFindsThemInAPage() {
        assertThat(Numbered.STANDARD.page("https://portal.example.org", 5)).hasToString("https://portal.example.org/viewConsult.php?ConsultationID=5");
        assertThat(Numbered.STANDARD.numbersIn("<a href='viewConsult.php?ConsultationID=12'>x</a> <a href='/viewConsult.php?a=1&amp;ConsultationID=9&b=2'>y</a>")).containsExactly(9, 12);
        assertThat(new Numbered("/rasprave/{number}", null).numbersIn("<a href=rasprave/3>a</a><a href='https://portal.example.org/rasprave/4/'>b</a><a href='/starerasprave/5'>c</a>")).containsExactly(3, 4);
    }

    @Test
    void ownLabelsTakeThePlaceOfTheStandardOnesOfThatPart() {
        Numbered own = new Numbered("/r/{number}", Map.of(Numbered.END, List.of("Рок за коментаре", " Afati i fundit ")));
        assertThat(own.label(Numbered.END)).containsExactly("rok za komentare", "afati i fundit");
        assertThat(own.label(Numbered.START)).contains("data e fillimit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rasprave", "rasprave/{number}", "//elsewhere.example.org/{number}", "/a/{number}/{number}", "/a#{number}", "/a b/{number}"})
    void whatIsNoAddressOfANumberIsRefused(String address) {
        assertThat(Numbered.mistakes(new Numbered(address, null))).containsExactly("address");
    }

    @Test
    void unknownOrEmptyLabelsAreRefused() {
        assertThat(Numbered.mistakes(new Numbered("/r/{number}", Map.of("finish", List.of("Fundi"))))).containsExactly("labels/finish");
        assertThat(Numbered.mistakes(new Numbered("/r/{number}", Map.of(Numbered.END, List.of(" "))))).containsExactly("labels/end");
        assertThat(Numbered.mistakes(Numbered.STANDARD)).isEmpty();
    }
}
