package org.civikos.notification.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.mail.RelayTls;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.sms.Segments;
import org.civikos.notification.sms.SmppSessions;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.suppression.TrialMode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The providers of each channel with their health, weight, last error, and the month's money for SMS. */
@RestController
@RequestMapping("/api/providers")
class ProviderController {

    /**
     * One provider.
     *
     * @param share its present share of the channel's messages, in percent, and {@code restingShare} the one when all is well
     * @param condition well, unwell (loses weight) or resting (left alone for some seconds after failures)
     * @param calls of the last minute by the process that answers, of which failed and slow
     * @param receipts whether it tells what became of messages
     * @param due messages taken 5 to 15 minutes ago, of which it should have told by now, and {@code unanswered} those of which it has not
     * @param session by SMPP: bound, or away while its receipts and answers cannot come, as the process that answers sees it; null for other services
     * @param tls how the way to a relay is encrypted: from-start, required, optional (by STARTTLS) or none; null for other services
     */
    record ProviderView(
            String channel, String name, int share, int restingShare, String condition, int calls, int failed, int slow,
            @Nullable String lastError, @Nullable Instant lastErrorAt, boolean receipts, int due, int unanswered, @Nullable String tls,
            @Nullable String session) {}

    /** @param price of a segment, in euro; null if nobody has said it, as are the others without it */
    record BudgetView(
            String month, long segments, @Nullable BigDecimal price, @Nullable BigDecimal spent, @Nullable BigDecimal limit, boolean warning) {}

    /** @param people to how many addresses messages leave all the same */
    record TrialView(boolean enabled, int people) {}

    record ProvidersView(List<ProviderView> providers, BudgetView budget, TrialView trial) {}

    record TextBody(@NotNull @Size(max = 2_000) String text) {}

    /** @param encoding gsm-7 or ucs-2; @param price in euro; null if the price of a segment is not known */
    record EstimateView(String text, String encoding, int units, int segments, @Nullable BigDecimal price) {}

    /** @param plain the same in letters of the base alphabet, which is what is sent by default */
    record EstimatesView(EstimateView asWritten, EstimateView plain) {}

    private final List<Pool> pools;
    private final SmsBudget budget;
    private final TrialMode trial;
    private final RelayTls relays;
    private final SmppSessions sessions;

    ProviderController(List<Pool> pools, SmsBudget budget, TrialMode trial, RelayTls relays, SmppSessions sessions) {
        this.sessions = sessions;
        this.relays = relays;
        this.pools = pools.stream().sorted(Comparator.comparing(Pool::channel)).toList();
        this.budget = budget;
        this.trial = trial;
    }

    @GetMapping
    ProvidersView list() {
        SmsBudget.Standing month = budget.standing();
        return new ProvidersView(pools.stream().flatMap(pool -> views(pool).stream()).toList(),
                new BudgetView(month.month(), month.segments(), month.price(), month.spent(), month.limit(), month.warning()),
                new TrialView(trial.enabled(), trial.people()));
    }

    private List<ProviderView> views(Pool pool) {
        List<Pool.Condition> all = pool.conditions();
        int total = Math.max(1, all.stream().mapToInt(Pool.Condition::weight).sum());
        int resting = Math.max(1, all.stream().mapToInt(Pool.Condition::restingWeight).sum());
        return all.stream().map(one -> new ProviderView(pool.channel().code(), one.name(), Math.round(one.weight() * 100f / total),
                Math.round(one.restingWeight() * 100f / resting), one.breaker().equals("open") ? "resting" : one.unwell() ? "unwell" : "well",
                one.calls(), one.failed(), one.slow(), one.lastError(), one.lastErrorAt(), one.receipts(),
                one.due(), one.unanswered(), pool.channel() == Channel.EMAIL ? relays.byName().get(one.name()).code() : null,
                pool.channel() == Channel.SMS ? session(one.name()) : null)).toList();
    }

    private @Nullable String session(String provider) {
        Boolean bound = sessions.bound(provider);
        return bound == null ? null : bound ? "bound" : "away";
    }

    /** What a text would take as an SMS, before it is sent. */
    @PostMapping("/sms-estimate")
    EstimatesView estimate(@RequestBody @Valid TextBody body) {
        return new EstimatesView(estimate(body.text()), estimate(PlainLetters.of(body.text())));
    }

    private EstimateView estimate(String text) {
        Segments segments = Segments.of(text);
        BigDecimal price = budget.price();
        return new EstimateView(text, segments.plain() ? "gsm-7" : "ucs-2", segments.units(), segments.segments(),
                price == null ? null : price.multiply(BigDecimal.valueOf(segments.segments())));
    }
}
