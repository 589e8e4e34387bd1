/** Whole lists of organisations and representatives from a CSV file, with an error for every bad row. */
@NullMarked
package org.civikos.membership.imports;

import org.jspecify.annotations.NullMarked;
