package org.civikos.consultation.consultation;

/**
 * Is told when another version of a consultation's text stands: it can be read as current, and its event is on its way. Told at least
 * once per version, in order, under a lease of the draft; what it throws is tried again later, so it must bear to be told twice.
 */
public interface NewVersionHook {

    /** The text went from one version to another. */
    void versionStands(String consultation, int from, int to);

    /**
     * The split of the version in force was repaired: the words are the same, the places that they stand at are others.
     *
     * @param edition one more than that of the text before, which is kept under {@link Structures#edition}
     */
    void textRepaired(String consultation, int version, int edition);
}
