/** Leases in the store, so that of several instances one does a piece of work, and another takes over within seconds of its death. */
@NullMarked
package org.civikos.consultation.lease;

import org.jspecify.annotations.NullMarked;
