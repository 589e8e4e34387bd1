package org.civikos.notification.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetWatchTest {

    private record Told(String id, String words, Map<String, ?> values) {}

    private final List<Told> told = new ArrayList<>();
    private SmsBudget.Standing month = standing("2026-11", 0, "200");
    private final BudgetWatch watch = new BudgetWatch(() -> month, (id, words, values) -> told.add(new Told(id, words, values)), "http://localhost:8080/providers");

    private static SmsBudget.Standing standing(String month, long segments, @Nullable String limit) {
        BigDecimal price = new BigDecimal("0.04");
        BigDecimal spent = price.multiply(BigDecimal.valueOf(segments));
        BigDecimal most = limit == null ? null : new BigDecimal(limit);
        return new SmsBudget.Standing(month, segments, price, spent, most, most != null && spent.multiply(BigDecimal.TEN).compareTo(most.multiply(BigDecimal.valueOf(8))) >= 0);
    }

    @Test
    void theSecretariatIsToldOnceAtEightyPercentAndOnceWhenAllIsSpent() {
        for (long segments : new long[] {0, 3_999, 4_000, 4_001, 4_999, 5_000, 5_000}) {
            month = standing("2026-11", segments, "200");
            watch.look();
        }
        assertThat(told).extracting(Told::words).containsExactly("sms-budget", "sms-budget-spent");
        assertThat(told.getFirst().values().toString()).contains("percent=80", "spent=160.00", "limit=200.00");
        month = standing("2026-12", 4_100, "200");
        watch.look();
        assertThat(told).as("another month").hasSize(3);
    }

    @Test
    void withoutALimitThereIsNothingToTell() {
        month = standing("2026-11", 1_000_000, null);
        watch.look();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void itIsSaidInEachLanguage(Language language) {
        month = standing("2026-11", 4_000, "200");
        watch.look();
        month = standing("2026-11", 5_000, "200");
        watch.look();
        Phrases phrases = new Phrases();
        assertThat(told).hasSize(2).allSatisfy(one -> {
            assertThat(phrases.say(language, "notice." + one.words() + ".subject", one.values())).contains("SMS").doesNotContain("{");
            assertThat(phrases.say(language, "notice." + one.words() + ".text", one.values())).contains("200.00", "http://localhost:8080/providers").doesNotContain("{");
        });
    }
}
