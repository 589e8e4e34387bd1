/** Who was to know of a draft, who knows, and since when: over all that has been told about it. */
@NullMarked
package org.civikos.notification.ledger;

import org.jspecify.annotations.NullMarked;
