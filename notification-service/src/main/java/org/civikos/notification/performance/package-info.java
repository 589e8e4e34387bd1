/** How soon messages are handed over, day by day, for everybody to see: figures alone, no person. */
@NullMarked
package org.civikos.notification.performance;

import org.jspecify.annotations.NullMarked;
