package org.civikos.notification.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of one channel, and which of them gets a message.
 *
 * <p>Who is asked first follows from the message's id and the weights alone (weighted rendezvous hashing), so that what a crash
 * leaves in doubt goes to the same provider again, and a step of the weights moves no more messages than it must. A provider
 * that surely has not taken the message, or refuses it by its policy, is followed by the next one at once. A message that is in
 * doubt goes to nobody else.
 */
public final class Pool {

    /** What came of a message, and at whose hands. */
    record Attempt(Outcome outcome, String provider, boolean works, RetryPolicy policy) {}

    /**
     * How a provider is doing, for people.
     *
     * @param restingWeight its share when all is well
     * @param breaker closed (used), open (left alone for some seconds) or half-open (being tried)
     * @param unwell whether the figures of the last minute are worse than the rules allow
     * @param calls in the window of the rules, by this process
     * @param due messages whose receipt should be here by now, by all processes; 0 where none is expected
     * @param unanswered those of them of which the provider has not said in time what became
     */
    public record Condition(
            String name, int weight, int restingWeight, String breaker, boolean unwell, int calls, int failed, int slow,
            @Nullable String lastError, @Nullable Instant lastErrorAt, boolean receipts, int due, int unanswered) {}

    private static final Logger log = LoggerFactory.getLogger(Pool.class);
    /** The clock of a provider may be off by so much. */
    private static final Duration WRONG_CLOCK = Duration.ofMinutes(1);
    /** Receipts are counted by the minute, so more often would tell nothing new. */
    private static final Duration JUDGED_EVERY = Duration.ofSeconds(10);

    private static final class Member {
        private final Provider provider;
        private final Health health;
        private final long salt;
        private volatile int weight;
        private volatile Punctuality.Sum due = Punctuality.Sum.NONE;

        Member(Provider provider, Health health) {
            this.provider = provider;
            this.health = health;
            this.salt = mix(provider.name().hashCode());
            this.weight = provider.weight();
        }
    }

    private final Channel channel;
    private final List<Member> members;
    private final Map<String, Member> byName = new HashMap<>();
    private final Weights weights;
    private final Punctuality punctuality;
    private final HealthRules rules;
    private final Clock clock;
    private final LongSupplier nanos;
    private final int total;
    private Instant judged = Instant.EPOCH;

    /** @param providers all of one channel, each with a name of its own */
    public Pool(List<Provider> providers, Weights weights, HealthRules rules, Clock clock) {
        this(providers, weights, new MemoryPunctuality(), rules, clock, System::nanoTime);
    }

    /**
     * @param providers all of one channel, each with a name of its own
     * @param punctuality where is counted what the couriers handed over and what was said of it since
     * @param nanos by which the time of a handing over is taken
     */
    public Pool(List<Provider> providers, Weights weights, Punctuality punctuality, HealthRules rules, Clock clock, LongSupplier nanos) {
        if (providers.isEmpty() || providers.stream().map(Provider::channel).distinct().count() > 1) {
            throw new IllegalArgumentException("A pool needs providers of one channel");
        }
        this.channel = providers.getFirst().channel();
        this.members = providers.stream().map(one -> new Member(one, new Health(clock, rules.window()))).toList();
        members.forEach(one -> byName.put(one.provider.name(), one));
        if (byName.size() < providers.size()) {
            throw new IllegalArgumentException("Two providers of " + channel.code() + " have the same name");
        }
        this.weights = weights;
        this.punctuality = punctuality;
        this.rules = rules;
        this.clock = clock;
        this.nanos = nanos;
        this.total = providers.stream().mapToInt(Provider::weight).sum();
    }

    /** A single provider, whose weight does not matter. */
    public static Pool of(Provider only, Clock clock) {
        return new Pool(List.of(only), new MemoryWeights(), HealthRules.DEFAULT, clock);
    }

    public Channel channel() {
        return channel;
    }

    /** How many messages at a time; each worker keeps a conversation with every provider. */
    int couriers() {
        return members.stream().mapToInt(one -> one.provider.couriers()).max().orElse(1);
    }

    /** Conversations for one worker. */
    Desk desk() {
        Map<String, Courier> couriers = new HashMap<>();
        Map<String, Duration> limits = new HashMap<>();
        for (Member member : members) {
            couriers.put(member.provider.name(), member.provider.open().get());
            limits.put(member.provider.name(), member.provider.limit());
        }
        return new Desk(couriers, limits);
    }

    /** True while no provider should be tried at all. */
    boolean resting() {
        for (Member member : members) {
            if (!member.provider.resting()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hands a message over: to the one provider that may have it already, or else down the line until one neither says that it cannot
     * be used nor that its policy forbids it. What one forbids is refused for good only when all others have been asked.
     *
     * @return empty if the guards of every provider in question hold it back; nothing has been sent then
     */
    Optional<Attempt> hand(Desk desk, Delivery delivery) {
        if (delivery.provider() != null) {
            Member only = byName.get(delivery.provider());
            if (only == null) {
                return Optional.of(new Attempt(new Outcome.Refused(Reason.IN_DOUBT, "The provider that may have it is no longer set up"),
                        delivery.provider(), true, members.getFirst().provider.policy()));
            }
            return attempt(only, desk, delivery);
        }
        if (members.size() == 1) {
            return attempt(members.getFirst(), desk, delivery);
        }
        Optional<Attempt> last = Optional.empty();
        Optional<Attempt> forbidden = Optional.empty();
        boolean forGood = true;
        for (Member member : order(delivery.id())) {
            Optional<Attempt> made = attempt(member, desk, delivery);
            Outcome outcome = made.map(Attempt::outcome).orElse(null);
            if (outcome == null || outcome instanceof Outcome.Unavailable) {
                forGood = false;
                last = made.isPresent() ? made : last;
            } else if (forbids(outcome)) {
                forGood &= outcome instanceof Outcome.Refused;
                forbidden = made;
            } else {
                return made;
            }
        }
        if (forbidden.isEmpty()) {
            return last;
        }
        return forGood ? forbidden : forbidden.map(Pool::forNow);
    }

    private static boolean forbids(Outcome outcome) {
        return outcome instanceof Outcome.Refused r && r.reason() == Reason.POLICY || outcome instanceof Outcome.Postponed p && p.reason() == Reason.POLICY;
    }

    private static Attempt forNow(Attempt made) {
        return made.outcome() instanceof Outcome.Refused r
                ? new Attempt(new Outcome.Postponed(r.reason(), r.detail()), made.provider(), made.works(), made.policy()) : made;
    }

    private Optional<Attempt> attempt(Member member, Desk desk, Delivery delivery) {
        Provider provider = member.provider;
        long began = nanos.getAsLong();
        Optional<Outcome> outcome = provider.hand(desk.courier(provider.name()), delivery, desk.urgent());
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        String trouble = switch (outcome.get()) {
            case Outcome.Interrupted i -> i.detail();
            case Outcome.Unavailable u -> u.detail();
            case Outcome.Refused r when r.reason() == Reason.IN_DOUBT -> r.detail();
            case Outcome.Accepted _, Outcome.Refused _, Outcome.Postponed _, Outcome.Held _ -> null;
        };
        if (!(outcome.get() instanceof Outcome.Held)) {
            member.health.add(trouble != null, nanos.getAsLong() - began > rules.slow().toNanos());
        }
        if (trouble != null) {
            member.health.error(trouble);
        }
        return Optional.of(new Attempt(outcome.get(), provider.name(), provider.works(), provider.policy()));
    }

    /**
     * Takes note that a provider said what became of a message: that it arrived, or that it never will.
     *
     * @param takenAt when the provider took it
     * @param at when that happened, by the provider's word; what cannot be true is taken to have happened now
     */
    public void answered(String provider, Instant takenAt, Instant at) {
        Instant now = clock.instant();
        Instant happened = at.isBefore(takenAt.minus(WRONG_CLOCK)) || at.isAfter(now.plus(WRONG_CLOCK)) ? now : at;
        if (givesReceipts(provider) && !happened.isAfter(takenAt.plus(rules.slowReceipt()))) {
            punctuality.answeredInTime(channel, provider, takenAt);
        }
    }

    public boolean givesReceipts(String provider) {
        Member member = byName.get(provider);
        return member != null && member.provider.receipts();
    }

    /** Names of the providers that tell what became of a message. */
    public List<String> receiptGivers() {
        return members.stream().filter(one -> one.provider.receipts()).map(one -> one.provider.name()).toList();
    }

    /** The providers in the order in which a message tries them. */
    List<String> line(String deliveryId) {
        return members.size() == 1 ? List.of(members.getFirst().provider.name())
                : Arrays.stream(order(deliveryId)).map(one -> one.provider.name()).toList();
    }

    private Member[] order(String deliveryId) {
        long id = mix(deliveryId.hashCode() * 0x9E3779B97F4A7C15L ^ deliveryId.length());
        record Placed(Member member, double distance) {}
        Placed[] placed = new Placed[members.size()];
        for (int i = 0; i < placed.length; i++) {
            Member member = members.get(i);
            // Uniform in (0, 1]; its logarithm by weight is the arrival time of a Poisson process: the first one to arrive wins.
            double uniform = ((mix(id ^ member.salt) >>> 11) + 1) * 0x1.0p-53;
            placed[i] = new Placed(member, -Math.log(uniform) / Math.max(member.weight, 0.001));
        }
        Arrays.sort(placed, Comparator.comparingDouble(Placed::distance));
        Member[] order = new Member[placed.length];
        for (int i = 0; i < placed.length; i++) {
            order[i] = placed[i].member();
        }
        return order;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Takes over the weights that all instances share, and moves them by what this process has seen. To be called every some seconds. */
    void review() {
        Instant now = clock.instant();
        judgeReceipts(now);
        if (members.size() < 2) {
            return;
        }
        Weights.Standing standing = weights.read(channel).orElse(null);
        if (standing != null) {
            adopt(standing.weights());
        }
        List<Member> unwell = members.stream().filter(this::unwell).toList();
        Weights.Standing next = null;
        if (!unwell.isEmpty() && unwell.size() < members.size()) {
            next = lowered(standing, unwell, now);
        } else if (unwell.isEmpty() && standing != null) {
            next = drifted(standing, now);
        }
        if (next != null && weights.write(channel, next)) {
            adopt(next.weights());
            log.info("Weights of the providers of {} are now {}", channel.code(), next.weights());
        }
    }

    // Those that are due: a message of a moment ago may well be answered yet.
    private void judgeReceipts(Instant now) {
        punctuality.share();
        if (now.isBefore(judged.plus(JUDGED_EVERY))) {
            return;
        }
        judged = now;
        Instant to = now.minus(rules.slowReceipt());
        for (Member member : members) {
            if (member.provider.receipts()) {
                boolean before = silent(member);
                member.due = punctuality.between(channel, member.provider.name(), to.minus(rules.receiptWindow()), to);
                if (silent(member) && !before) {
                    String words = member.due.unanswered() + " of " + member.due.taken() + " messages without a receipt after " + rules.slowReceipt().toMinutes() + " minutes";
                    log.warn("Provider {} of {} is silent: {}", member.provider.name(), channel.code(), words);
                    member.health.error(words);
                }
            }
        }
    }

    private boolean silent(Member member) {
        return member.due.taken() >= rules.fewest() && member.due.unanswered() * 100 >= rules.share() * member.due.taken();
    }

    // A provider that came or went since the weights were written stands at its resting weight.
    private void adopt(Map<String, Integer> shared) {
        for (Member member : members) {
            member.weight = shared.getOrDefault(member.provider.name(), member.provider.weight());
        }
    }

    private boolean unwell(Member member) {
        if (member.provider.breaker().getState() == CircuitBreaker.State.OPEN || silent(member)) {
            return true;
        }
        Health.Figures figures = member.health.figures();
        return figures.calls() >= rules.fewest()
                && (figures.failed() * 100 >= rules.share() * figures.calls() || figures.slow() * 100 >= rules.share() * figures.calls());
    }

    private Weights.@Nullable Standing lowered(Weights.@Nullable Standing standing, List<Member> unwell, Instant now) {
        if (standing != null && now.isBefore(standing.changedAt().plus(rules.stepPause()))) {
            return null;
        }
        int floor = Math.max(1, total * rules.floor() / 100);
        int step = Math.max(1, total * rules.step() / 100);
        Map<String, Integer> after = current();
        int freed = 0;
        for (Member member : unwell) {
            int lower = Math.max(Math.min(floor, member.weight), member.weight - step);
            freed += member.weight - lower;
            after.put(member.provider.name(), lower);
        }
        if (freed == 0) {
            // Nothing left to take; but that it is still unwell is to be known, or its weight would drift back.
            return standing == null || now.isBefore(standing.unwellSince().plus(rules.stepPause().multipliedBy(3))) ? null
                    : new Weights.Standing(standing.weights(), standing.changedAt(), now, standing.version() + 1);
        }
        List<Member> well = members.stream().filter(one -> !unwell.contains(one)).toList();
        int wellTotal = Math.max(1, well.stream().mapToInt(one -> one.weight).sum());
        int left = freed;
        for (Member member : well) {
            int share = member == well.getLast() ? left : (int) ((long) freed * member.weight / wellTotal);
            after.merge(member.provider.name(), share, Integer::sum);
            left -= share;
        }
        return new Weights.Standing(after, now, now, standing == null ? 1 : standing.version() + 1);
    }

    private Weights.@Nullable Standing drifted(Weights.Standing standing, Instant now) {
        if (now.isBefore(standing.unwellSince().plus(rules.quiet())) || now.isBefore(standing.changedAt().plus(rules.backPause()))) {
            return null;
        }
        int step = Math.max(1, total * rules.backStep() / 100);
        Map<String, Integer> after = current();
        boolean moved = false;
        for (Member member : members) {
            int resting = member.provider.weight();
            int weight = member.weight;
            int next = weight < resting ? Math.min(resting, weight + step) : Math.max(resting, weight - step);
            moved |= next != weight;
            after.put(member.provider.name(), next);
        }
        return moved ? new Weights.Standing(after, now, standing.unwellSince(), standing.version() + 1) : null;
    }

    private Map<String, Integer> current() {
        Map<String, Integer> current = new HashMap<>();
        members.forEach(one -> current.put(one.provider.name(), one.weight));
        return current;
    }

    /** How the providers are doing. */
    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Member member : members) {
            Health.Figures figures = member.health.figures();
            conditions.add(new Condition(member.provider.name(), member.weight, member.provider.weight(),
                    member.provider.breaker().getState().name().toLowerCase(Locale.ROOT).replace('_', '-'), unwell(member),
                    figures.calls(), figures.failed(), figures.slow(), figures.lastError(), figures.lastErrorAt(),
                    member.provider.receipts(), member.due.taken(), member.due.unanswered()));
        }
        return conditions;
    }
}
