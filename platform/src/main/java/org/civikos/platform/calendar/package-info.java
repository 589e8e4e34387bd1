/** Files for calendars. */
@NullMarked
package org.civikos.platform.calendar;

import org.jspecify.annotations.NullMarked;
