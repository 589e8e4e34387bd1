package org.civikos.membership.imports;

import java.util.List;
import org.civikos.membership.imports.Sheet.RowFault;

/** What a file asks for: steps that can be taken, and what is wrong with the rest. */
record Plan(List<Step> steps, List<RowFault> faults, int rows) {

    /** What a step does to one organisation or person. */
    enum Effect { CREATE, UPDATE, NOTHING }

    /**
     * One organisation or person to write.
     *
     * @param line  the row that a failure is reported at
     * @param write writes it with its events; throws DuplicateKeyException if somebody else was quicker
     */
    record Step(int line, Effect effect, Runnable write) {
    }
}
