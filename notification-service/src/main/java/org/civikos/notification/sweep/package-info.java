/** What looks through something again and again. */
@NullMarked
package org.civikos.notification.sweep;

import org.jspecify.annotations.NullMarked;
