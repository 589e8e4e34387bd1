package org.civikos.consultation.comment;

import java.util.List;
import org.civikos.consultation.structure.Node;

/** The versions of a consultation's text. */
interface StructureVersions {

    /** The version in force, from 1. */
    long current(String consultation);

    /** The nodes of one version in reading order; none where it has no text. */
    List<Node> nodes(String consultation, long version);
}
