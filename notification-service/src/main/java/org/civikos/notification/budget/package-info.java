/** Watches the month's money for SMS and tells the secretariat before it is spent. */
@NullMarked
package org.civikos.notification.budget;

import org.jspecify.annotations.NullMarked;
