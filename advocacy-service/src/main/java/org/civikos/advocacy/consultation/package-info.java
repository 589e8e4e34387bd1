/** What other services say about consultations, kept as read models that can be rebuilt from their topics; no rules, so it is flat. */
@NullMarked
package org.civikos.advocacy.consultation;

import org.jspecify.annotations.NullMarked;
