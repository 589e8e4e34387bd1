/** The files of drafts and consultations as they were published; flat, for it is storage without rules. */
@NullMarked
package org.civikos.consultation.document;

import org.jspecify.annotations.NullMarked;
