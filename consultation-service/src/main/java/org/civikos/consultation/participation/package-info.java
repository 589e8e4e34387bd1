/** Whether an organisation takes part in a consultation: has spoken, says that it does not concern it, or has been silent so far. */
@NullMarked
package org.civikos.consultation.participation;

import org.jspecify.annotations.NullMarked;
