package org.civikos.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.subscription.Words;
import org.junit.jupiter.api.Test;

class DraftLedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant DUE = Instant.parse("2026-11-26T06:00:00Z");

    private final LedgerSamples samples = new LedgerSamples().told("opened", AlertKind.CONSULTATION_OPENED, 0).told("reminder", AlertKind.REMINDER, 5);
    private final Map<String, List<String>> sentAgain = new HashMap<>();

    private DraftLedger ledger(int mostRead) {
        return new DraftLedger(_ -> samples.alerts, samples::summary, id -> id.equals("quiet-draft") ? Optional.of("Pa njoftim") : Optional.empty(), samples, samples,
                () -> Set.of("Shoqata A", "Qendra, Prishtinë"), (alert, failed) -> {
                    sentAgain.computeIfAbsent(alert, _ -> new ArrayList<>()).addAll(failed.stream().map(Delivery::personId).toList());
                    return failed.size();
                }, mostRead, new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private DraftLedger.Draft draft() {
        return ledger(100).find(LedgerSamples.DRAFT).orElseThrow();
    }

    private Figures figures() {
        return ledger(100).figures(draft(), PATIENCE).orElseThrow();
    }

    private Listed only(String person) {
        List<Listed> found = new ArrayList<>();
        ledger(100).each(draft(), Filter.NONE, one -> {
            if (one.personId().equals(person)) {
                found.add(one);
            }
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static int[] people(Count count) {
        int[] by = new int[Standing.values().length];
        for (Standing standing : Standing.values()) {
            by[standing.ordinal()] = count.of(standing);
        }
        return by;
    }

    @Test
    void everybodyStandsOnceByTheBestOfTheirMessages() {
        samples.mail("opened", "arrived", DeliveryState.DELIVERED, null);
        samples.mail("reminder", "arrived", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        samples.mail("opened", "taken", DeliveryState.HANDED_OVER, null);
        samples.mail("opened", "waiting", DeliveryState.WAITING, Reason.TRY_LATER);
        samples.mail("opened", "inbox", DeliveryState.NOT_SENT, Reason.INBOX_ONLY);
        samples.mail("opened", "lost", DeliveryState.FAILED, Reason.ADDRESS_UNKNOWN);
        samples.mail("reminder", "lost", DeliveryState.NOT_SENT, Reason.SUPPRESSED);
        samples.mail("opened", "stopped", DeliveryState.NOT_SENT, Reason.UNSUBSCRIBED);

        Figures figures = figures();
        assertThat(people(figures.all)).containsExactly(1, 1, 1, 0, 1, 2);
        assertThat(figures.all.all()).isEqualTo(6);
        assertThat(figures.all.reasons()).as("what was tried and failed says more than what was not tried")
                .isEqualTo(Map.of(Reason.ADDRESS_UNKNOWN, 1, Reason.UNSUBSCRIBED, 1));
        assertThat(people(figures.alerts.get("reminder"))).containsExactly(0, 0, 0, 0, 0, 2);
        assertThat(figures.channels).containsOnlyKeys(Channel.EMAIL);
    }

    @Test
    void handedOverAndDeliveredAreNeverMixed() {
        samples.mail("opened", "arta", DeliveryState.HANDED_OVER, null);
        samples.put(LedgerSamples.delivery("reminder", "arta", Channel.SMS, "Shoqata A", DeliveryState.DELIVERED, null, NOW, NOW.plusSeconds(5)));
        Listed.Verdict verdict = only("arta").verdict();
        assertThat(verdict.standing()).isEqualTo(Standing.DELIVERED);
        assertThat(verdict.since()).as("not since the first one was taken: of that nobody knows").isEqualTo(NOW.plusSeconds(5));
        Figures figures = figures();
        assertThat(figures.channels.get(Channel.EMAIL).of(Standing.HANDED_OVER)).isEqualTo(1);
        assertThat(figures.channels.get(Channel.EMAIL).of(Standing.DELIVERED)).isZero();
        assertThat(figures.channels.get(Channel.SMS).of(Standing.DELIVERED)).isEqualTo(1);
    }

    private void inSummary(String person, String summary, DeliveryState state, Reason reason) {
        Delivery mail = samples.mail("opened", person, DeliveryState.NOT_SENT, Reason.IN_DIGEST);
        samples.carried.put(mail.id(), new Carriers.Carrier(DUE, summary));
        if (state != null) {
            samples.mail(summary, person, state, reason);
        }
    }

    @Test
    void whatIsToldInASummaryStandsAsTheSummaryDoes() {
        samples.summaries.put("digest", LedgerSamples.alert(AlertKind.DIGEST, 20, Alert.Status.COMPLETED, "2026-12-03T06:00:00Z"));
        inSummary("waits", null, null, null);
        inSummary("has-it", "digest", DeliveryState.HANDED_OVER, null);
        inSummary("failed", "digest", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        inSummary("being-written", "digest", null, null);
        samples.mail("opened", "erased", DeliveryState.NOT_SENT, Reason.IN_DIGEST);

        assertThat(only("waits").verdict()).isEqualTo(new Listed.Verdict(Standing.IN_SUMMARY, null, DUE, null));
        assertThat(only("has-it").verdict()).isEqualTo(new Listed.Verdict(Standing.HANDED_OVER, LedgerSamples.MADE, null, null));
        assertThat(only("failed").verdict().reason()).isEqualTo(Reason.MAILBOX_FULL);
        assertThat(only("being-written").verdict().standing()).isEqualTo(Standing.ON_ITS_WAY);
        assertThat(only("erased").verdict().reason()).as("what was noted for them is thrown away").isEqualTo(Reason.ERASED);
        assertThat(people(figures().all)).containsExactly(0, 1, 1, 1, 0, 2);

        assertThat(ledger(100).again(draft())).isEqualTo(new DraftLedger.Again(1, 1));
        assertThat(sentAgain).isEqualTo(Map.of("digest", List.of("failed")));
    }

    @Test
    void whileAnAlertIsPlannedWhatIsNotNotedYetWaitsForItsSummary() {
        samples.alerts.put("opened", LedgerSamples.alert(AlertKind.CONSULTATION_OPENED, 0, Alert.Status.PLANNING, "2026-12-11T22:59:00Z"));
        samples.mail("opened", "early", DeliveryState.NOT_SENT, Reason.IN_DIGEST);
        assertThat(only("early").verdict().standing()).isEqualTo(Standing.IN_SUMMARY);
    }

    @Test
    void organisationsOutsidersAndTheForgottenAreCountedApart() {
        samples.put(LedgerSamples.delivery("opened", "two", Channel.EMAIL, "Qendra, Prishtinë, Shoqata A", DeliveryState.HANDED_OVER, null, NOW, null));
        samples.mail("opened", "one", DeliveryState.FAILED, Reason.REFUSED);
        samples.put(LedgerSamples.delivery("opened", "public:0123", Channel.EMAIL, "", DeliveryState.HANDED_OVER, null, NOW, null));
        samples.put(LedgerSamples.delivery("opened", "aged", Channel.EMAIL, "", DeliveryState.HANDED_OVER, null, NOW, null));
        Figures figures = figures();
        assertThat(figures.groups.keySet()).containsExactly(Group.organisation("Qendra, Prishtinë"), Group.organisation("Shoqata A"), Group.OUTSIDE, Group.FORGOTTEN);
        assertThat(people(figures.groups.get(Group.organisation("Shoqata A")))).containsExactly(0, 1, 0, 0, 0, 1);
        assertThat(figures.all.all()).as("who speaks for two stands once in the whole").isEqualTo(4);
    }

    @Test
    void ofSeveralThatFailedTheLatestGoesAgainAndOnlyWhileItIsRight() {
        samples.mail("opened", "twice", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        samples.mail("reminder", "twice", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        samples.mail("opened", "knows-by-now", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        samples.mail("reminder", "knows-by-now", DeliveryState.HANDED_OVER, null);
        samples.mail("opened", "only-first", DeliveryState.FAILED, Reason.TRY_LATER);
        Delivery gone = samples.mail("opened", "forgotten", DeliveryState.FAILED, Reason.TRY_LATER);
        samples.put(new Delivery(gone.id(), gone.alertId(), gone.personId(), null, gone.channel(), null, "sq", "", gone.state(), gone.reason(), null, 1, gone.createdAt(),
                gone.dueAt(), null, null, null, null));
        assertThat(figures().failed).isEqualTo(2);
        assertThat(figures().failedPeople).isEqualTo(2);
        assertThat(ledger(100).again(draft())).isEqualTo(new DraftLedger.Again(2, 2));
        assertThat(sentAgain).isEqualTo(Map.of("reminder", List.of("twice"), "opened", List.of("only-first")));

        samples.alerts.put("reminder", LedgerSamples.alert(AlertKind.REMINDER, 5, Alert.Status.SENDING, "2026-12-11T22:59:00Z"));
        assertThat(ledger(100).again(draft()).failed()).as("what is still under way is left").isEqualTo(1);
        samples.alerts.put("moved", LedgerSamples.alert(AlertKind.DEADLINE_MOVED, 9, Alert.Status.COMPLETED, "2026-12-20T22:59:00Z"));
        assertThat(ledger(100).again(draft()).failed()).as("what tells of the old deadline is left").isZero();
    }

    @Test
    void nothingGoesAgainAfterTheDeadline() {
        samples.alerts.replaceAll((_, one) -> LedgerSamples.alert(one.kind(), 0, Alert.Status.COMPLETED, "2026-11-24T22:59:00Z"));
        samples.mail("opened", "late", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        assertThat(figures().failed).isZero();
        assertThat(ledger(100).again(draft())).isEqualTo(new DraftLedger.Again(0, 0));
        assertThat(sentAgain).isEmpty();
    }

    @Test
    void aSearchForFewAmongManyAnswersInTurnsAndMissesNobody() {
        for (int i = 0; i < 400; i++) {
            samples.mail("opened", "person-" + i, i % 40 == 0 ? DeliveryState.FAILED : DeliveryState.HANDED_OVER, i % 40 == 0 ? Reason.REFUSED : null);
        }
        Filter missed = new Filter(Standing.NOT_REACHED, null, null, null, null, List.of());
        DraftLedger ledger = ledger(60);
        Set<String> found = new HashSet<>();
        int pages = 0;
        double searched = 0;
        for (Walk.Place at = Walk.Place.START; at != null; pages++) {
            DraftLedger.Page page = ledger.people(draft(), missed, at, 3);
            assertThat(page.people().size()).isLessThanOrEqualTo(3);
            page.people().forEach(one -> assertThat(found.add(one.personId())).as("nobody twice").isTrue());
            assertThat(page.searched()).isGreaterThanOrEqualTo(searched);
            searched = page.searched();
            at = page.behind();
        }
        assertThat(found).hasSize(10);
        assertThat(pages).isGreaterThan(4);
        assertThat(searched).isEqualTo(1);
    }

    @Test
    void channelAndKindSayWhichMessagesCount() {
        samples.mail("opened", "arta", DeliveryState.HANDED_OVER, null);
        samples.mail("reminder", "arta", DeliveryState.FAILED, Reason.MAILBOX_FULL);
        samples.put(LedgerSamples.delivery("reminder", "arta", Channel.SMS, "Shoqata A", DeliveryState.DELIVERED, null, NOW, NOW));
        DraftLedger ledger = ledger(100);
        Filter byMailOfReminder = new Filter(Standing.NOT_REACHED, Channel.EMAIL, AlertKind.REMINDER, null, null, List.of());
        assertThat(ledger.people(draft(), byMailOfReminder, Walk.Place.START, 10).people()).singleElement().satisfies(one -> assertThat(one.messages()).hasSize(1));
        assertThat(ledger.people(draft(), new Filter(Standing.NOT_REACHED, null, null, null, null, List.of()), Walk.Place.START, 10).people()).isEmpty();
        assertThat(ledger.people(draft(), new Filter(null, null, null, "Shoqata B", null, List.of()), Walk.Place.START, 10).people()).isEmpty();
        assertThat(ledger.people(draft(), new Filter(null, null, null, null, null, Words.of("SHOQATA")), Walk.Place.START, 10).people()).hasSize(1);
        assertThat(ledger.people(draft(), new Filter(null, null, null, null, null, Words.of("njeri arta")), Walk.Place.START, 10).people()).hasSize(1);
        assertThat(ledger.people(draft(), new Filter(null, null, null, null, Group.Kind.OUTSIDE, List.of()), Walk.Place.START, 10).people()).isEmpty();
    }

    @Test
    void whoAsksWhileSomebodyCountsWaitsForThatCount() throws Exception {
        for (int i = 0; i < 50; i++) {
            samples.mail("opened", "person-" + i, DeliveryState.HANDED_OVER, null);
        }
        DraftLedger ledger = ledger(100);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        samples.beforeRead = () -> {
            begun.countDown();
            try {
                goOn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Figures> first = two.submit(() -> ledger.figures(draft(), PATIENCE).orElseThrow());
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Thread[] waiting = new Thread[1];
            Future<Figures> second = two.submit(() -> {
                waiting[0] = Thread.currentThread();
                return ledger.figures(draft(), PATIENCE).orElseThrow();
            });
            await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
            goOn.countDown();
            assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
        }
        assertThat(ledger.figures(draft(), PATIENCE).orElseThrow().all.all()).isEqualTo(50);
    }

    @Test
    void aCountThatTakesLongGoesOnWhenWhoAskedIsSentAway() {
        samples.mail("opened", "person", DeliveryState.HANDED_OVER, null);
        DraftLedger ledger = ledger(100);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger counts = new AtomicInteger();
        samples.beforeRead = () -> {
            counts.incrementAndGet();
            try {
                goOn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(ledger.figures(draft(), Duration.ofMillis(20))).isEmpty();
        assertThat(ledger.figures(draft(), Duration.ofMillis(20))).isEmpty();
        int reading = counts.get();
        goOn.countDown();
        assertThat(ledger.figures(draft(), PATIENCE)).get().satisfies(counted -> assertThat(counted.all.all()).isOne());
        assertThat(reading).as("both wait for the same count").isOne();
    }

    @Test
    void aCountThatBreaksOffIsToldAndBegunAnew() {
        samples.mail("opened", "person", DeliveryState.HANDED_OVER, null);
        DraftLedger ledger = ledger(100);
        samples.beforeRead = () -> {
            throw new IllegalStateException("the store is away");
        };
        assertThatThrownBy(() -> ledger.figures(draft(), PATIENCE)).hasMessage("the store is away");
        samples.beforeRead = () -> { };
        assertThat(ledger.figures(draft(), PATIENCE)).isPresent();
    }

    @Test
    void aDraftOfWhichNobodyWasToldIsKnownAndAnotherIsNot() {
        samples.alerts.clear();
        assertThat(ledger(100).find("quiet-draft")).get().satisfies(draft -> assertThat(ledger(100).figures(draft, PATIENCE).orElseThrow().all.all()).isZero());
        assertThat(ledger(100).find("no-such-draft")).isEmpty();
    }
}
