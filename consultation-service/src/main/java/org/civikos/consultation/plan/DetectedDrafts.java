package org.civikos.consultation.plan;

import java.util.Collection;
import java.util.List;

/** Drafts that have been found and are no consultations yet, for whoever asks whether a planned act has been published. */
public interface DetectedDrafts {

    /** Those of some institutions, the latest first; none that were dismissed, but for those whose deadline had passed when they were found: published they were. */
    List<Published> detected(Collection<String> institutions, int most);
}
