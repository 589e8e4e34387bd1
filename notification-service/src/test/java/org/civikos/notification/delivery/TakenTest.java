package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves behind when it is killed, and what the next one makes of it. */
class TakenTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    private Path folder;

    private static Delivery waiting(String person) {
        return Delivery.waiting("alert", person, "Arta", Channel.EMAIL, person + "@example.org", "sq", "", NOW);
    }

    private static Delivery taken(String person, String reference) {
        return waiting(person).after(new Pool.Attempt(new Outcome.Accepted(reference), "smtp", true, new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(9))), NOW.plusSeconds(5));
    }

    /** As a kill leaves it: nothing is closed, only the lock ends with the process. */
    private Taken afterKill(Taken killed) {
        killed.close();
        return Taken.in(folder, "email", 8);
    }

    @Test
    void whatIsNotStruckOutIsThereAfterAKill() {
        Taken before = Taken.in(folder, "email", 8);
        int first = before.note(taken("p-1", "250 ok"));
        before.note(taken("p-2", "250 ok"));
        before.note(taken("p-3", null));
        before.strike(first);
        Taken after = afterKill(before);
        assertThat(after.left()).extracting(Taken.Note::id).containsExactlyInAnyOrder(waiting("p-2").id(), waiting("p-3").id());
        assertThat(after.left()).filteredOn(note -> note.id().equals(waiting("p-2").id())).singleElement()
                .satisfies(note -> assertThat(note).isEqualTo(new Taken.Note(waiting("p-2").id(), 1, "smtp", taken("p-2", "250 ok").providerReference(), NOW.plusSeconds(5))));
        after.forgetLeft();
        assertThat(afterKill(after).left()).isEmpty();
    }

    @Test
    void onlyWhatWasTakenIsNotedAndSlotsAreGivenBack() {
        Taken notes = Taken.in(folder, "email", 2);
        assertThat(notes.note(waiting("p-1"))).isNegative();
        for (int i = 0; i < 100; i++) {
            int slot = notes.note(taken("p-" + i, null));
            assertThat(slot).isNotNegative();
            notes.strike(slot);
        }
        notes.note(taken("a", null));
        notes.note(taken("b", null));
        assertThat(notes.note(taken("c", null))).as("no room: it is in doubt, as without notes").isNegative();
        assertThat(notes.note(taken("d", "x".repeat(5_000)))).as("nor for one that is too long").isNegative();
    }

    /** A note that was being written, or whatever else has come into the file, is no note. */
    @Test
    void whatIsNotWholeIsNoNote() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Taken before = Taken.in(folder, "email", 8);
            before.forgetLeft();
            before.note(taken("p-1", "250 ok"));
            before.close();
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve("taken-email").toFile(), "rw")) {
                file.seek(random.nextInt(120));
                file.write(random.nextInt(256));
            }
            Taken after = Taken.in(folder, "email", 8);
            assertThat(after.left()).allSatisfy(note -> assertThat(note.id()).isEqualTo(waiting("p-1").id()));
            after.close();
        }
        Files.writeString(folder.resolve("taken-email"), "short");
        assertThat(Taken.in(folder, "email", 8).left()).isEmpty();
    }

    @Test
    void whereNothingCanBeKeptNothingIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Taken none = Taken.in(file, "email", 8);
        assertThat(none.note(taken("p-1", null))).isNegative();
        assertThat(none.left()).isEmpty();
        Taken first = Taken.in(folder, "sms", 8);
        assertThat(Taken.in(folder, "sms", 8)).as("another process writes there").isSameAs(Taken.NOWHERE);
        first.close();
    }

    /** The next start writes down what was handed over, and nothing else; what the ledger knows better stays. */
    @Test
    void theNextStartWritesItDownBeforeAnythingIsSent() throws Exception {
        MemoryDeliveries ledger = new MemoryDeliveries();
        ledger.insertMissing(List.of(waiting("p-1"), waiting("p-2"), waiting("p-3")));
        ledger.record(List.of(waiting("p-3").dropped(Reason.ERASED)));
        Taken before = Taken.in(folder, "email", 8);
        for (String person : List.of("p-1", "p-3", "p-unknown")) {
            before.note(taken(person, null));
        }
        before.close();
        try (Recorder next = new Recorder(ledger, 4, "email", Taken.in(folder, "email", 8))) {
            next.awaitCaughtUp();
            assertThat(state(ledger, "p-1")).isEqualTo(DeliveryState.HANDED_OVER);
            assertThat(state(ledger, "p-2")).isEqualTo(DeliveryState.WAITING);
            assertThat(state(ledger, "p-3")).isEqualTo(DeliveryState.NOT_SENT);
            CountDownLatch written = new CountDownLatch(1);
            next.submit(taken("p-2", null), written::countDown);
            assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Taken.in(folder, "email", 8).left()).as("all of it is in the ledger").isEmpty();
    }

    /** A kill between the writing of the ledger and the striking out leaves notes that say nothing new; the channel must open all the same. */
    @Test
    void notesThatTheLedgerKnowsKeepNobodyWaiting() throws Exception {
        MemoryDeliveries ledger = new MemoryDeliveries() {
            @Override
            public synchronized void record(List<Delivery> changed) {
                // As the driver has it: a bulk of no writes is refused.
                assertThat(changed).isNotEmpty();
                super.record(changed);
            }
        };
        ledger.insertMissing(List.of(waiting("p-1"), waiting("p-2")));
        ledger.record(List.of(taken("p-1", null)));
        Taken before = Taken.in(folder, "email", 8);
        before.note(taken("p-1", null));
        before.close();
        try (Recorder next = new Recorder(ledger, 4, "email", Taken.in(folder, "email", 8))) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), next::awaitCaughtUp);
            CountDownLatch written = new CountDownLatch(1);
            next.submit(taken("p-2", null), written::countDown);
            assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Taken.in(folder, "email", 8).left()).isEmpty();
    }

    /** A store that is away is waited for; whatever else is wrong with old notes shuts no channel. */
    @Test
    void notesThatCannotBeWrittenDownKeepNobodyWaitingLongerThanTheStoreIsAway() throws Exception {
        for (RuntimeException trouble : List.of(new MongoTimeoutException("away"), new IllegalArgumentException("nonsense"))) {
            AtomicInteger tries = new AtomicInteger();
            MemoryDeliveries ledger = new MemoryDeliveries() {
                @Override
                public synchronized void record(List<Delivery> changed) {
                    if (tries.incrementAndGet() < 3) {
                        throw trouble;
                    }
                    super.record(changed);
                }
            };
            ledger.insertMissing(List.of(waiting("p-1")));
            Taken before = Taken.in(folder, "email", 8);
            before.note(taken("p-1", null));
            before.close();
            try (Recorder next = new Recorder(ledger, 4, "email", Taken.in(folder, "email", 8))) {
                assertTimeoutPreemptively(Duration.ofSeconds(5), next::awaitCaughtUp);
            }
            boolean away = trouble instanceof MongoException;
            assertThat(tries).hasValue(away ? 3 : 1);
            assertThat(state(ledger, "p-1")).isEqualTo(away ? DeliveryState.HANDED_OVER : DeliveryState.WAITING);
        }
    }

    /** While the store is away, results gather and senders wait; a kill then leaves all of them noted. */
    @Test
    void whatASenderHasInHandWhileTheStoreIsAwayIsNotedToo() throws Exception {
        Deliveries away = new Deliveries() {
            @Override
            public boolean insertMissing(List<Delivery> deliveries) {
                return true;
            }

            @Override
            public List<Delivery> find(Collection<String> ids) {
                return List.of();
            }

            @Override
            public void record(List<Delivery> changed) {
                throw new IllegalStateException("away");
            }
        };
        Recorder recorder = new Recorder(away, 2, "email", Taken.in(folder, "email", 4));
        recorder.awaitCaughtUp();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Delivery delivery = taken("p-" + i, null);
            senders.add(Thread.ofVirtual().start(() -> {
                try {
                    recorder.submit(delivery, () -> { });
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (int waited = 0; waited < 100 && noted() < 4; waited++) {
            Thread.sleep(50);
        }
        assertThat(noted()).isEqualTo(4);
        senders.forEach(Thread::interrupt);
        recorder.close();
    }

    private int noted() throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("taken-email"));
        int noted = 0;
        for (int slot = 0; slot + 1_024 <= file.length; slot += 1_024) {
            noted += (file[slot] | file[slot + 1] | file[slot + 2] | file[slot + 3]) != 0 ? 1 : 0;
        }
        return noted;
    }

    private static DeliveryState state(MemoryDeliveries ledger, String person) {
        return ledger.find(List.of(waiting(person).id())).getFirst().state();
    }
}
