/**
 * The institutions that publish drafts: who keeps them and what was done, and guessing institution, fields and kind of act from words, by the table as it is
 * kept now; flat, for the table is one aggregate.
 */
@NullMarked
package org.civikos.consultation.institution;

import org.jspecify.annotations.NullMarked;
