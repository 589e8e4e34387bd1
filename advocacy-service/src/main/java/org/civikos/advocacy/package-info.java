/** Promises that what the network wants, and what became of it, stands in one place: working groups, their campaigns and the consultations linked to them. */
@NullMarked
package org.civikos.advocacy;

import org.jspecify.annotations.NullMarked;
