/** Deadlines as iCalendar files: of one consultation for anyone, of a person by a secret link. */
@NullMarked
package org.civikos.consultation.calendar;

import org.jspecify.annotations.NullMarked;
