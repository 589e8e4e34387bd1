/** Forgets, after the time that the network chose, where messages went; that they went, and when, stays. */
@NullMarked
package org.civikos.notification.retention;

import org.jspecify.annotations.NullMarked;
