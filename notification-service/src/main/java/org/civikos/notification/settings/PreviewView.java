package org.civikos.notification.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.civikos.notification.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * How often a subscription would have fired.
 *
 * @param ever since {@code since}, from which on alerts are kept
 * @param last when it would have fired last; null if never
 * @param latest at most five, latest first
 */
public record PreviewView(int last7Days, int ever, @Nullable Instant last, @Nullable Instant since, List<HitView> latest) {

    private static final int EXAMPLES = 5;
    private static final Duration LATELY = Duration.ofDays(7);

    /** One alert that the subscription would have brought. */
    record HitView(String consultationId, String title, String kind, Instant at) {}

    /** Counts what it is shown, latest first. */
    static final class Count implements Predicate<PastFacts.Seen> {

        private final Subscription asked;
        private final List<List<String>> organisationFields;
        private final Instant lately;
        private final List<HitView> latest = new ArrayList<>();
        private int last7Days;
        private int ever;
        private @Nullable Instant last;
        private @Nullable Instant since;

        Count(Subscription asked, List<List<String>> organisationFields, Instant now) {
            this.asked = asked;
            this.organisationFields = organisationFields;
            this.lately = now.minus(LATELY);
        }

        /** @return true: all of them count */
        @Override
        public boolean test(PastFacts.Seen seen) {
            since = seen.when();
            if (asked.fits(seen.fact(), organisationFields)) {
                ever++;
                last7Days += seen.when().isAfter(lately) ? 1 : 0;
                last = last == null ? seen.when() : last;
                if (latest.size() < EXAMPLES) {
                    latest.add(new HitView(seen.fact().consultationId(), seen.title(), seen.kind(), seen.when()));
                }
            }
            return true;
        }

        PreviewView view() {
            return new PreviewView(last7Days, ever, last, since, latest);
        }
    }

    /** For somebody outside the network, who belongs to no organisation. */
    public static PreviewView of(Subscription asked, List<PastFacts.Seen> facts, Instant now) {
        Count count = new Count(asked, List.of(), now);
        facts.forEach(count::test);
        return count.view();
    }
}
