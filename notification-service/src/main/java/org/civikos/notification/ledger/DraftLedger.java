package org.civikos.notification.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Glance;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.member.Readers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads everything that was told about a draft, person by person, and sends again what failed. */
final class DraftLedger {

    /** What was told about a draft, by alert, the oldest first. */
    record Draft(String id, String title, Map<String, Alert> alerts) {

        /** The deadline as it was told last; what tells of another one is out of date. */
        Optional<Instant> deadlineAt() {
            return alerts.values().stream().max(Comparator.comparing(Alert::createdAt)).map(Alert::deadlineAt);
        }
    }

    /**
     * @param behind where the next page begins; null at the end
     * @param searched how much of the row has been looked through, from 0 to 1
     */
    record Page(List<Listed> people, Walk.@Nullable Place behind, double searched) {}

    /** @param failed how many had failed; @param opened how many are on their way again, the others being stopped or forgotten */
    record Again(int failed, int opened) {}

    /** Where deliveries are read. */
    interface Store {
        /** Those of an alert between two ids by some channels (none: by any), in the order of ids. */
        List<Delivery> between(String alertId, Set<Channel> channels, String after, String before, int limit);

        List<Delivery> find(Collection<String> ids);
    }

    private static final Logger log = LoggerFactory.getLogger(DraftLedger.class);
    /** About how many people are looked at together where their summaries are found. */
    private static final int CHUNK = 250;
    private static final int WHOLE_STEP = Walk.MOST / 2;
    /** While an alert is planned nobody knows how many it concerns. */
    private static final int MANY = 100_000;
    /** So many are sent again at a time, as one part of an alert has. */
    private static final int PART = 250;

    private final Function<String, Map<String, Alert>> alerts;
    private final Function<String, Optional<Alert>> alert;
    private final KnownDrafts known;
    private final Store store;
    private final Carriers carriers;
    private final Supplier<Set<String>> organisations;
    private final BiFunction<String, List<Delivery>, Integer> resend;
    private final int mostRead;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Glance<Figures> figures = new Glance<>();
    private final Map<String, CompletableFuture<Figures>> counting = new ConcurrentHashMap<>();

    /**
     * @param alerts by draft
     * @param alert by its id
     * @param organisations the names of all
     * @param resend opens failed deliveries of one alert again and says how many
     * @param mostRead after so many deliveries a page ends, full or not, so that a search for few among many answers in time
     */
    DraftLedger(
            Function<String, Map<String, Alert>> alerts, Function<String, Optional<Alert>> alert, KnownDrafts known, Store store, Carriers carriers,
            Supplier<Set<String>> organisations, BiFunction<String, List<Delivery>, Integer> resend, int mostRead, MeterRegistry meters, Clock clock) {
        this.alerts = alerts;
        this.alert = alert;
        this.known = known;
        this.store = store;
        this.carriers = carriers;
        this.organisations = organisations;
        this.resend = resend;
        this.mostRead = mostRead;
        this.meters = meters;
        this.clock = clock;
    }

    /** Empty where no such draft is known here; one of which nobody was told has no alerts. */
    Optional<Draft> find(String consultationId) {
        Map<String, Alert> told = alerts.apply(consultationId);
        if (told.isEmpty()) {
            return known.title(consultationId).map(title -> new Draft(consultationId, title, told));
        }
        return Optional.of(new Draft(consultationId, told.values().stream().toList().getLast().title(), told));
    }

    /**
     * How everybody stands; of a large network a little out of date, as the figures themselves say. Whoever asks while somebody counts
     * gets what that one comes to: a large ledger is not counted twice at a time.
     *
     * @return empty if the first count takes longer than {@code patience}: it goes on, and is there for whoever asks again
     * @throws RuntimeException what stopped the count
     */
    Optional<Figures> figures(Draft draft, Duration patience) {
        CompletableFuture<Figures> mine = new CompletableFuture<>();
        CompletableFuture<Figures> theirs = counting.putIfAbsent(draft.id(), mine);
        if (theirs == null) {
            Thread.ofVirtual().name("ledger-" + draft.id()).start(() -> countInto(mine, draft));
        }
        try {
            return Optional.of((theirs == null ? mine : theirs).get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return figures.last(draft.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return figures.last(draft.id());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException("The count of ledger " + draft.id() + " broke off", e);
        }
    }

    private void countInto(CompletableFuture<Figures> mine, Draft draft) {
        try {
            Figures counted = figures.of(draft.id(), () -> count(draft));
            counting.remove(draft.id(), mine);
            mine.complete(counted);
        } catch (RuntimeException | Error e) {
            counting.remove(draft.id(), mine);
            mine.completeExceptionally(e);
        }
    }

    private Figures count(Draft draft) {
        Timer.Sample began = Timer.start(meters);
        Figures counted = new Figures(clock.instant());
        MayGoAgain again = new MayGoAgain(draft);
        each(draft, Filter.NONE, person -> counted.add(person, (int) person.latest().stream().filter(again::may).count()));
        began.stop(meters.timer("civikos.ledger.counting"));
        return counted;
    }

    /** Some of the people that fit, in the order of the row. */
    Page people(Draft draft, Filter filter, Walk.Place from, int limit) {
        Walk walk = walk(draft, filter, from, Math.min(WHOLE_STEP, limit + 1));
        Set<String> names = organisations.get();
        List<Listed> found = new ArrayList<>();
        Walk.Place seen = from;
        while (true) {
            List<List<Delivery>> some = chunk(walk, Math.min(CHUNK, limit + 1));
            if (some.isEmpty()) {
                return new Page(found, null, 1);
            }
            for (Listed person : listed(draft, some, names)) {
                if (filter.fits(person)) {
                    if (found.size() == limit) {
                        return new Page(found, Walk.Place.of(found.getLast().personId()), Walk.Place.of(found.getLast().personId()).share());
                    }
                    found.add(person);
                }
                seen = Walk.Place.of(person.personId());
            }
            if (walk.read() >= mostRead) {
                return new Page(found, seen, seen.share());
            }
        }
    }

    /** Shows everybody who fits, some hundreds in memory at a time. */
    void each(Draft draft, Filter filter, Consumer<Listed> look) {
        Walk walk = walk(draft, filter, Walk.Place.START, WHOLE_STEP);
        Set<String> names = organisations.get();
        for (List<List<Delivery>> some = chunk(walk, CHUNK); !some.isEmpty(); some = chunk(walk, CHUNK)) {
            listed(draft, some, names).stream().filter(filter::fits).forEach(look);
        }
    }

    /**
     * Sends again, of each person and channel, the latest message if it failed: whoever missed four in a row gets the last one, which
     * tells how things stand. Nothing goes out again whose alert is still under way, whose deadline has passed, or which tells of a
     * deadline that has been moved since.
     */
    Again again(Draft draft) {
        MayGoAgain again = new MayGoAgain(draft);
        Map<String, List<Delivery>> byAlert = new HashMap<>();
        int[] counts = new int[2];
        each(draft, Filter.NONE, person -> person.latest().stream().filter(again::may).map(Message::sent).forEach(one -> {
            List<Delivery> part = byAlert.computeIfAbsent(one.alertId(), _ -> new ArrayList<>());
            part.add(one);
            counts[0]++;
            if (part.size() == PART) {
                counts[1] += resend.apply(one.alertId(), byAlert.remove(one.alertId()));
            }
        }));
        byAlert.forEach((alertId, part) -> counts[1] += resend.apply(alertId, part));
        if (counts[0] > 0) {
            meters.counter("civikos.ledger.sent.again").increment(counts[1]);
            log.info("Of {} messages about consultation {} that had failed, {} are on their way again", counts[0], draft.id(), counts[1]);
        }
        return new Again(counts[0], counts[1]);
    }

    /** Which failed messages there is still a reason to send. */
    private final class MayGoAgain {
        private final Draft draft;
        private final Instant now = clock.instant();
        private final Map<String, Boolean> summaries = new HashMap<>();

        MayGoAgain(Draft draft) {
            this.draft = draft;
        }

        boolean may(Message message) {
            return message.failed() && message.sent().address() != null && open(message.alert())
                    && draft.deadlineAt().filter(message.alert().deadlineAt()::equals).isPresent()
                    && (message.carried() == null || summaries.computeIfAbsent(message.carried().alertId(), id -> alert.apply(id).filter(this::open).isPresent()));
        }

        private boolean open(Alert one) {
            return one.status() == Alert.Status.COMPLETED && one.deadlineAt().isAfter(now);
        }
    }

    private Walk walk(Draft draft, Filter filter, Walk.Place from, int step) {
        Map<String, Integer> sizes = new HashMap<>();
        draft.alerts().forEach((id, alert) -> {
            if (filter.kind() == null || alert.kind() == filter.kind()) {
                sizes.put(id, alert.status() == Alert.Status.PLANNING ? MANY : alert.concerned());
            }
        });
        Set<Channel> channels = filter.channel() == null ? Set.of() : Set.of(filter.channel());
        return new Walk(sizes, (alertId, after, before, limit) -> store.between(alertId, channels, after, before, limit), from, step);
    }

    private static List<List<Delivery>> chunk(Walk walk, int people) {
        List<List<Delivery>> some = new ArrayList<>(people);
        for (List<Delivery> person = walk.next(); person != null; person = walk.next()) {
            some.add(person);
            if (some.size() == people) {
                break;
            }
        }
        return some;
    }

    private List<Listed> listed(Draft draft, List<List<Delivery>> people, Set<String> names) {
        List<String> later = people.stream().flatMap(List::stream).filter(one -> one.state() == DeliveryState.NOT_SENT && one.reason() == Reason.IN_DIGEST)
                .map(Delivery::id).toList();
        Map<String, Carriers.Carrier> carrying = later.isEmpty() ? Map.of() : carriers.carriers(later);
        // A summary's delivery goes by mail alone.
        Set<String> carried = people.stream().flatMap(List::stream).filter(one -> carrying.containsKey(one.id()))
                .map(one -> carriedId(one, carrying.get(one.id()))).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, Delivery> summaries = carried.isEmpty() ? Map.of()
                : store.find(carried).stream().collect(Collectors.toMap(Delivery::id, one -> one));
        return people.stream().map(theirs -> listed(draft, theirs, carrying, summaries, names)).toList();
    }

    private static @Nullable String carriedId(Delivery one, Carriers.@Nullable Carrier by) {
        return by == null || by.summaryId() == null ? null : Delivery.idOf(by.summaryId(), one.personId(), Channel.EMAIL);
    }

    private static @Nullable Delivery carriedBy(Delivery one, Carriers.@Nullable Carrier by, Map<String, Delivery> summaries) {
        String id = carriedId(one, by);
        return id == null ? null : summaries.get(id);
    }

    private static Listed listed(
            Draft draft, List<Delivery> theirs, Map<String, Carriers.Carrier> carrying, Map<String, Delivery> summaries, Set<String> names) {
        List<Message> messages = theirs.stream().map(one -> {
            Carriers.Carrier by = carrying.get(one.id());
            return new Message(one.alertId(), Objects.requireNonNull(draft.alerts().get(one.alertId())), one, by, carriedBy(one, by, summaries));
        }).sorted(Comparator.comparing((Message one) -> one.alert().createdAt()).reversed().thenComparing(Message::alertId).thenComparing(one -> one.delivery().channel()))
                .toList();
        String personId = theirs.getFirst().personId();
        Set<String> told = new LinkedHashSet<>();
        messages.forEach(one -> told.addAll(Group.names(one.delivery().speaksFor(), names)));
        Set<Group> groups = told.isEmpty() ? Set.of(Readers.isPublic(personId) ? Group.OUTSIDE : Group.FORGOTTEN)
                : new TreeSet<>(told.stream().map(Group::organisation).toList());
        String name = messages.stream().map(one -> one.delivery().personName()).filter(one -> one != null && !one.isBlank()).findFirst().orElse(null);
        return new Listed(personId, name, groups, List.copyOf(told), messages);
    }
}
