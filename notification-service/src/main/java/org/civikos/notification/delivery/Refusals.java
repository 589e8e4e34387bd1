package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells a provider that refuses everybody, such as a relay that has blocked us, from wrong addresses. From then on a refusal says nothing
 * of the message any more: the provider counts as unavailable, so the message goes to the next one and its breaker opens, until it takes
 * one again. Who has taken nobody of late is not believed at once: a refusal for good is asked about once more some seconds later, since
 * by then it shows whether everybody is refused. Safe for many threads; shared by all conversations with one provider.
 */
public final class Refusals {

    /** The last answers alone are looked at, so that a provider that did well a moment ago is found out as soon as another. */
    private static final int LAST = 20;
    /** Percent of the last answers. */
    private static final int SHARE = 80;
    /** One domain that takes nothing from us is no fault of the provider, unless it takes for nobody else either. */
    private static final int DOMAINS = 3;

    private static final Duration DOUBTED = Duration.ofSeconds(2);
    /** Refusals that are doubted at a time; more than a provider can give before it is found out. */
    private static final int MOST_DOUBTED = 1_000;

    private record Answer(Instant at, String address, boolean refused) {}

    private final int fewest;
    private final Duration window;
    private final Clock clock;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Instant> doubted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_DOUBTED;
        }
    };
    private final boolean alone;
    private boolean everybody;

    /** One of several providers of its channel: what it forbids by its policy goes to the next one at once. */
    public Refusals(HealthRules rules, Clock clock) {
        this(rules, clock, false);
    }

    /**
     * @param rules say how many different recipients have to be refused, and within which time
     * @param alone whether it is the only one of its channel
     */
    public Refusals(HealthRules rules, Clock clock, boolean alone) {
        this.alone = alone;
        this.fewest = rules.fewest();
        this.window = rules.window();
        this.clock = clock;
    }

    /** @return whether the provider refuses everybody */
    private synchronized boolean heard(String address, boolean refused) {
        if (!refused && everybody) {
            everybody = false;
            answers.clear();
        }
        Instant now = clock.instant();
        answers.addLast(new Answer(now, address, refused));
        while (answers.size() > LAST || answers.getFirst().at().isBefore(now.minus(window))) {
            answers.removeFirst();
        }
        if (refused && !everybody) {
            everybody = judge();
        }
        return everybody;
    }

    private synchronized Outcome believed(String deliveryId, Outcome.Refused refused) {
        boolean takes = answers.stream().anyMatch(one -> !one.refused());
        boolean others = refused.reason() == Reason.POLICY && !alone;
        Instant now = clock.instant();
        Instant first = takes || others ? null : doubted.putIfAbsent(deliveryId, now);
        Instant until = first == null ? now.plus(DOUBTED) : first.plus(DOUBTED);
        if (takes || others || !now.isBefore(until)) {
            doubted.remove(deliveryId);
            return refused;
        }
        return new Outcome.Held(refused.reason(), refused.detail(), Duration.between(now, until));
    }

    private boolean judge() {
        Set<String> people = new HashSet<>();
        Set<String> domains = new HashSet<>();
        int refused = 0;
        for (Answer answer : answers) {
            if (answer.refused()) {
                refused++;
                people.add(answer.address());
                domains.add(answer.address().substring(answer.address().lastIndexOf('@') + 1));
            }
        }
        return people.size() >= fewest && refused * 100 >= SHARE * answers.size() && (domains.size() >= DOMAINS || refused == answers.size());
    }

    /** A conversation whose answers are listened to. */
    public Courier watch(Courier real) {
        return real.handing(delivery -> {
            Outcome outcome = real.hand(delivery);
            String address = String.valueOf(delivery.address()).toLowerCase(Locale.ROOT);
            return switch (outcome) {
                case Outcome.Accepted _ -> {
                    heard(address, false);
                    yield outcome;
                }
                case Outcome.Refused r when r.reason().answered() -> heard(address, true) ? refusesEverybody(r.detail()) : believed(delivery.id(), r);
                case Outcome.Postponed p when p.reason().answered() -> heard(address, true) ? refusesEverybody(p.detail()) : outcome;
                case Outcome.Refused _, Outcome.Postponed _, Outcome.Held _, Outcome.Interrupted _, Outcome.Unavailable _ -> outcome;
            };
        });
    }

    private static Outcome refusesEverybody(String words) {
        return new Outcome.Unavailable("Refuses everybody: " + words);
    }
}
