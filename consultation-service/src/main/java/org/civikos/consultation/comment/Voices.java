package org.civikos.consultation.comment;

import java.util.Collection;
import java.util.Map;

/** Which organisations have spoken. */
public interface Voices {

    /** How many comments of each organisation stand; those without any are left out. */
    Map<String, Integer> byOrganisation(String consultation);

    /** The same of several consultations in one read; those without any comment are left out. */
    Map<String, Map<String, Integer>> byOrganisation(Collection<String> consultations);
}
