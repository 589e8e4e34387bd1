package org.civikos.consultation.comment;

import java.util.Map;

/** Which organisations have spoken. */
public interface Voices {

    /** How many comments of each organisation stand; those without any are left out. */
    Map<String, Integer> byOrganisation(String consultation);
}
