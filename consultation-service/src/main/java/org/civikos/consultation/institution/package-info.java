/** The institutions that publish drafts, and guessing institution, fields and kind of act from words; flat, for it is a table without state. */
@NullMarked
package org.civikos.consultation.institution;

import org.jspecify.annotations.NullMarked;
