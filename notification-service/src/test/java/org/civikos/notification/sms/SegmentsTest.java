package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    @Test
    void plainLettersFitHundredSixtyThenHundredFiftyThreeToAPart() {
        assertThat(Segments.of("")).isEqualTo(new Segments(true, 0, 0));
        assertThat(Segments.of("a".repeat(160))).isEqualTo(new Segments(true, 160, 1));
        assertThat(Segments.of("a".repeat(161))).isEqualTo(new Segments(true, 161, 2));
        assertThat(Segments.of("a".repeat(306))).isEqualTo(new Segments(true, 306, 2));
        assertThat(Segments.of("a".repeat(307))).isEqualTo(new Segments(true, 307, 3));
    }

    @Test
    void oneLetterOutsideMakesItSeventy() {
        assertThat(Segments.of("ë" + "a".repeat(69))).isEqualTo(new Segments(false, 70, 1));
        assertThat(Segments.of("č" + "a".repeat(70))).isEqualTo(new Segments(false, 71, 2));
        assertThat(Segments.of("Ç" + "a".repeat(159))).as("capital C with cedilla is of the base alphabet").isEqualTo(new Segments(true, 160, 1));
    }

    @Test
    void lettersBehindTheEscapeTakeTwoAndAreNotSplit() {
        assertThat(Segments.of("€".repeat(80))).isEqualTo(new Segments(true, 160, 1));
        assertThat(Segments.of("a".repeat(152) + "€" + "a".repeat(152))).isEqualTo(new Segments(true, 306, 3));
    }

    @Property
    void plainLettersAlwaysFitTheBaseAlphabet(@ForAll @StringLength(max = 200) String text) {
        assertThat(Segments.of(PlainLetters.of(text)).plain()).isTrue();
    }

    @Property
    void theBytesOfTheBaseAlphabetReadBack(@ForAll @StringLength(max = 200) String text) {
        String plain = PlainLetters.of(text);
        assertThat(Gsm.decode(Gsm.encode(plain))).isEqualTo(plain);
    }

    @Test
    void bytesFollowTheStandard() {
        assertThat(Gsm.encode("@$_ aÇ")).containsExactly(0x00, 0x02, 0x11, 0x20, 0x61, 0x09);
        assertThat(Gsm.encode("ÆÉ")).containsExactly(0x1c, 0x1f);
        assertThatThrownBy(() -> Gsm.encode("ë")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTheLargeAlphabetThereAreSeventyOrSixtySevenToAPart() {
        assertThat(Segments.of("ë".repeat(70)).segments()).isEqualTo(1);
        assertThat(Segments.of("ë".repeat(71)).segments()).isEqualTo(2);
        assertThat(Segments.of("ë".repeat(134)).segments()).isEqualTo(2);
        assertThat(Segments.of("ë".repeat(135)).segments()).isEqualTo(3);
        assertThat(Segments.of("ë".repeat(201)).segments()).isEqualTo(3);
        assertThat(Segments.of("ë".repeat(202)).segments()).isEqualTo(4);
        assertThat(Segments.of("ë€".repeat(35)).segments()).as("what is extended in the small alphabet takes one there").isEqualTo(1);
        assertThat(Segments.of("ë".repeat(66) + "😀" + "ë".repeat(3)).segments()).as("a letter of two units is not split").isEqualTo(2);
        assertThat(Segments.of("ë".repeat(66) + "😀" + "ë".repeat(66)).segments()).isEqualTo(3);
        assertThat(Segments.of("a".repeat(159) + "€").segments()).as("161 units").isEqualTo(2);
        assertThat(Segments.of("a".repeat(158) + "€").segments()).as("160 units").isEqualTo(1);
    }
}
