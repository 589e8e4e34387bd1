package org.civikos.consultation.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A consultation held against the rule on its shortest length.
 *
 * @param needed    days that the rule demands
 * @param given     days that the publisher gives, counted in the same way
 * @param unit      working-days or calendar-days
 * @param met       whether enough are given
 * @param confirmed whether somebody has read the rule in the act; where not, the check is a hint and no reproach
 */
public record RuleCheck(String code, int needed, int given, String unit, boolean met, boolean firstDayCounts, String act, @Nullable String article, boolean confirmed,
        @Nullable String source) {

    /**
     * @param first on which it begins
     * @param last  on which it ends
     * @return nothing where no rule was in force, or nobody knows its figure
     */
    public static @Nullable RuleCheck ofPeriod(Rules rules, LocalDate first, LocalDate last) {
        return rules.on(Rules.PERIOD, first).map(rule -> of(rule, first, last)).orElse(null);
    }

    static @Nullable RuleCheck of(Rule rule, LocalDate first, LocalDate last) {
        if (rule.value() == null) {
            return null;
        }
        int given = rule.days(first, last);
        return new RuleCheck(rule.code(), rule.value(), given, rule.unit(), given >= rule.value(), rule.firstDayCounts(), rule.act(), rule.article(), rule.confirmed(), rule.source());
    }
}
