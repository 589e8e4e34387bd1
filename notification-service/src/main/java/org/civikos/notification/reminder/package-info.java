/** Reminders before a deadline, for organisations that have neither commented nor said that it does not concern them. */
@NullMarked
package org.civikos.notification.reminder;

import org.jspecify.annotations.NullMarked;
