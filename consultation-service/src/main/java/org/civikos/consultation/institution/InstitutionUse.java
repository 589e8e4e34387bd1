package org.civikos.consultation.institution;

/** A room that stores identifiers of institutions: one that is named somewhere is ended, not taken away. */
@FunctionalInterface
public interface InstitutionUse {

    boolean names(String institution);
}
