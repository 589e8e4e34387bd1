package org.civikos.notification.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.sweep.Sweeping;

/** Looks every minute how the month's money for SMS stands. The secretariat is told once a month at 80 %, and once when it is spent. */
final class BudgetWatch extends Sweeping {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Tells the secretariat something once, by whatever process and however often it is asked to. */
    interface Tell {

        /** @param id tells this notice from every other; @param words the key of its phrases */
        void tell(String id, String words, Map<String, ?> values);
    }

    private final Supplier<SmsBudget.Standing> standing;
    private final Tell secretariat;
    private final String page;
    /** What this process has had told, so that the store is not asked each minute. */
    private final Set<String> told = new HashSet<>();

    /** @param page where the budget is looked at */
    BudgetWatch(Supplier<SmsBudget.Standing> standing, Tell secretariat, String page) {
        super("sms-budget", () -> { }, PAUSE, AFTER_SENDERS);
        this.standing = standing;
        this.secretariat = secretariat;
        this.page = page;
    }

    @Override
    protected void look() {
        SmsBudget.Standing month = standing.get();
        BigDecimal limit = month.limit();
        BigDecimal spent = month.spent();
        BigDecimal price = month.price();
        if (limit == null || spent == null || price == null || !month.warning()) {
            return;
        }
        // What is left does not pay for one message more.
        boolean over = spent.add(price).compareTo(limit) > 0;
        tell(over ? "sms-budget-spent" : "sms-budget", month.month(), Map.of("month", month.month(), "spent", spent.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                "limit", limit.setScale(2, RoundingMode.HALF_UP).toPlainString(), "percent", spent.multiply(HUNDRED).divide(limit, 0, RoundingMode.FLOOR).intValue(), "link", page));
    }

    private void tell(String words, String month, Map<String, ?> values) {
        String id = words + "\n" + month;
        if (!told.contains(id)) {
            secretariat.tell(id, words, values);
            told.add(id);
        }
    }
}
