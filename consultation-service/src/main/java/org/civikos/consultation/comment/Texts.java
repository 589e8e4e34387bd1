package org.civikos.consultation.comment;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.civikos.consultation.anchor.TextTree;
import org.springframework.stereotype.Component;

/** The texts that are being commented on, kept in memory for some seconds, since a long one takes longer to read than a comment to accept. */
@Component
class Texts {

    private static final int MOST = 20;
    private static final long SECONDS = 10;

    private final StructureVersions versions;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Text text, Instant until) {
    }

    /** One version of a text. */
    record Text(Stand stand, TextTree tree) {
    }

    Texts(StructureVersions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** The text in force, as it was at most ten seconds ago. */
    Text current(String consultation) {
        synchronized (kept) {
            Kept found = kept.get(consultation);
            if (found != null && clock.instant().isBefore(found.until())) {
                return found.text();
            }
        }
        Stand stand = versions.current(consultation);
        Text text = new Text(stand, TextTree.of(versions.nodes(consultation, stand)));
        synchronized (kept) {
            kept.put(consultation, new Kept(text, clock.instant().plusSeconds(SECONDS)));
        }
        return text;
    }

    /** Forgets it, since it has changed. */
    void changed(String consultation) {
        synchronized (kept) {
            kept.remove(consultation);
        }
    }
}
