package org.civikos.consultation.comment;

import java.util.List;
import org.civikos.consultation.structure.Node;

/** The versions of a consultation's text. */
interface StructureVersions {

    /** The text in force; version 1 as published where nobody said otherwise. */
    Stand current(String consultation);

    /** The nodes of one text in reading order; none where there is no such text. */
    List<Node> nodes(String consultation, Stand stand);
}
