package org.civikos.consultation.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.civikos.consultation.consultation.Stage.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {

    /** Every stage against every step: y where it is allowed. */
    @ParameterizedTest
    @CsvSource({
        //         OPENING, CLOSING, ANSWER, ADOPTION, DROP
        "EARLY,    y,       n,       n,      n,        y",
        "OPEN,     n,       y,       n,      n,        y",
        "CLOSED,   n,       n,       y,      y,        y",
        "ANSWERED, n,       n,       n,      y,        y",
        "ADOPTED,  n,       n,       n,      n,        n",
        "DROPPED,  n,       n,       n,      n,        n"})
    void allowsTheseStepsAndNoOthers(Stage stage, String opening, String closing, String answer, String adoption, String drop) {
        String[] allowed = {opening, closing, answer, adoption, drop};
        for (Transition transition : Transition.values()) {
            assertThat(transition.allowedFrom(stage)).as("%s from %s", transition, stage).isEqualTo(allowed[transition.ordinal()].equals("y"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // stage, before the deadline, at it and afterwards
        "EARLY,    GENERAL,    NOTHING",
        "OPEN,     EVERYTHING, LATE",
        "CLOSED,   LATE,       LATE",
        "ANSWERED, NOTHING,    NOTHING",
        "ADOPTED,  NOTHING,    NOTHING",
        "DROPPED,  NOTHING,    NOTHING"})
    void saysWhatMayBeCommented(Stage stage, Accepts before, Accepts after) {
        // The last minute of a day in Kosovo, on both sides of the clock change of 25 October 2026.
        for (String deadline : new String[] {"2026-10-24T23:59", "2026-10-25T23:59"}) {
            Instant at = Consultation.at(LocalDateTime.parse(deadline));
            assertThat(at).isEqualTo(Instant.parse(deadline.startsWith("2026-10-24") ? "2026-10-24T21:59:00Z" : "2026-10-25T22:59:00Z"));
            assertThat(Accepts.at(stage, at, at.minusMillis(1))).isEqualTo(before);
            assertThat(Accepts.at(stage, at, at)).isEqualTo(after);
            assertThat(Accepts.at(stage, at, at.plusSeconds(1))).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void everyStageIsUnderOneTabAndFoundByItsCode(Stage stage) {
        int tabs = 0;
        for (Stage.Tab tab : Stage.Tab.values()) {
            tabs += tab.stages().contains(stage) ? 1 : 0;
        }
        assertThat(tabs).isEqualTo(1);
        assertThat(Stage.of(stage.code())).isEqualTo(stage);
    }

    @Test
    void knowsNoOtherStages() {
        assertThat(Stage.of("OPEN")).isNull();
        assertThat(Stage.of("")).isNull();
    }
}
