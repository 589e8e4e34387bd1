package org.civikos.consultation.consultation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a consultation's text: what other rooms need to carry what they hold from one to the next. */
public interface StructureVersions {

    /**
     * A version.
     *
     * @param version from 1
     * @param since   when it was seen for the first time
     * @param changedArticles parts that differ from the version before, 0 for the first
     */
    record Version(int version, Instant since, int articleCount, int changedArticles, boolean current) {
    }

    /** All of them, the first one first; empty where there is no such consultation. */
    List<Version> of(String consultation);

    /** The current version's number, 1 for one that never changed; empty where there is no such consultation. */
    Optional<Integer> current(String consultation);

    /** The text of a version; the current one includes what the secretariat has repaired since. */
    Optional<Structure> structure(String consultation, int version);

    /** Heading and own words of each node of a version, by node. */
    Map<String, String> texts(String consultation, int version);
}
