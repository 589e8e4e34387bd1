/** The fixed tables that every member's file refers to (municipalities, fields of activity, languages), read only, and the folding of text for search; flat, because it has no rules of its own. */
@NullMarked
package org.civikos.membership.reference;

import org.jspecify.annotations.NullMarked;
