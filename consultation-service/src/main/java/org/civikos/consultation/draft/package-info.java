/** A draft from its detection or upload to the consultation, as a state machine that takes up again after a crash. */
@NullMarked
package org.civikos.consultation.draft;

import org.jspecify.annotations.NullMarked;
