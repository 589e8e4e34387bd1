package org.civikos.consultation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    private static Rule rule(int days, String unit, boolean firstDayCounts) {
        return new Rule(Rules.PERIOD, "Act", null, days, unit, firstDayCounts, "2017-01-01", null, false, null);
    }

    @ParameterizedTest
    @CsvSource({
        // Monday to the Friday two weeks later: 15 with the first day, 14 without
        "working-days, true, 2026-10-05, 2026-10-23, 15",
        "working-days, false, 2026-10-05, 2026-10-23, 14",
        // begins on a Saturday: the first day is no working day, counted or not
        "working-days, true, 2026-10-03, 2026-10-23, 15",
        "working-days, false, 2026-10-03, 2026-10-23, 15",
        "calendar-days, true, 2026-10-05, 2026-10-23, 19",
        "calendar-days, false, 2026-10-05, 2026-10-23, 18",
        // backwards
        "working-days, false, 2026-10-23, 2026-10-05, 0",
        "calendar-days, false, 2026-10-23, 2026-10-05, 0",
        // 25 December, 1 January, the 2nd, which is a Saturday, on the 4th, and 7 January
        "working-days, true, 2026-12-21, 2027-01-08, 11"})
    void countsDaysAsTheRuleSays(String unit, boolean firstDayCounts, LocalDate first, LocalDate last, int days) {
        assertThat(rule(15, unit, firstDayCounts).days(first, last)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({"working-days, true", "working-days, false", "calendar-days, true", "calendar-days, false"})
    void theLastDayIsTheFirstOnWhichEnoughDaysAreGiven(String unit, boolean firstDayCounts) {
        Rule rule = rule(30, unit, firstDayCounts);
        LocalDate first = LocalDate.of(2026, 12, 11);
        LocalDate last = rule.lastDay(first);
        assertThat(rule.days(first, last)).isEqualTo(30);
        assertThat(rule.days(first, last.minusDays(1))).isEqualTo(29);
    }

    @Test
    void holdsAConsultationAgainstIt() {
        RuleCheck tooShort = RuleCheck.of(rule(15, Rule.WORKING_DAYS, true), LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 15));
        assertThat(tooShort.met()).isFalse();
        assertThat(tooShort.given()).isEqualTo(9);
        assertThat(RuleCheck.of(rule(15, Rule.WORKING_DAYS, true), LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 23)).met()).isTrue();
        assertThat(RuleCheck.of(new Rule(Rules.PERIOD, "Act", null, null, Rule.WORKING_DAYS, true, "2017-01-01", null, false, null), LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 23))).isNull();
    }

    @Test
    void isInForceFromItsFirstToItsLastDay() {
        Rule rule = new Rule(Rules.PERIOD, "Act", null, 15, Rule.WORKING_DAYS, true, "2017-01-01", "2026-06-30", false, null);
        assertThat(rule.inForceOn(LocalDate.of(2016, 12, 31))).isFalse();
        assertThat(rule.inForceOn(LocalDate.of(2017, 1, 1))).isTrue();
        assertThat(rule.inForceOn(LocalDate.of(2026, 6, 30))).isTrue();
        assertThat(rule.inForceOn(LocalDate.of(2026, 7, 1))).isFalse();
        assertThat(rule.overlaps(new Rule(Rules.PERIOD, "Act", null, 20, Rule.WORKING_DAYS, true, "2026-07-01", null, false, null))).isFalse();
        assertThat(rule.overlaps(new Rule(Rules.PERIOD, "Act", null, 20, Rule.WORKING_DAYS, true, "2026-06-30", null, false, null))).isTrue();
        assertThat(rule.overlaps(new Rule(Rules.REPORT, "Act", null, 20, Rule.WORKING_DAYS, true, "2026-06-30", null, false, null))).isFalse();
    }

    /** Nobody has read these figures in the act: none may be delivered as if somebody had. */
    @Test
    void nothingIsDeliveredAsConfirmed() {
        Map<String, Rule> delivered = Rules.delivered();
        assertThat(delivered.values()).isNotEmpty().noneMatch(Rule::confirmed).allSatisfy(rule -> {
            assertThat(Rules.CODES).contains(rule.code());
            assertThat(rule.article()).isNull();
        });
        assertThat(delivered.values().stream().map(Rule::code)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Rules.CODES);
    }
}
