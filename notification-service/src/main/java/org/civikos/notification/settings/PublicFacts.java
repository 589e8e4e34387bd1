package org.civikos.notification.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The past facts that everybody may know of, kept for some seconds: who asks is not signed in, and a question costs no look into the store. */
public final class PublicFacts {

    /** Some years of a busy country; a fact is about a kilobyte. */
    static final int MOST = 5_000;
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final PastFacts past;
    private final Clock clock;
    private List<PastFacts.Seen> facts = List.of();
    private Instant readAt = Instant.MIN;

    public PublicFacts(PastFacts past, Clock clock) {
        this.past = past;
        this.clock = clock;
    }

    /** At most 5,000, up to ten seconds old. */
    public synchronized List<PastFacts.Seen> latestFirst() {
        Instant now = clock.instant();
        if (readAt.isBefore(now.minus(GOOD_FOR))) {
            List<PastFacts.Seen> read = new ArrayList<>();
            past.show(seen -> {
                if (!seen.network()) {
                    read.add(seen);
                }
                return read.size() < MOST;
            });
            facts = List.copyOf(read);
            readAt = now;
        }
        return facts;
    }
}
