/** What the secretariat writes to many at a time of its choice: to whom, when, once. */
@NullMarked
package org.civikos.notification.circular;

import org.jspecify.annotations.NullMarked;
