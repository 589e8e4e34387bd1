/** Proof of silence: who heard nothing in a week is told once, if they want it, how often the sources were looked at. */
@NullMarked
package org.civikos.notification.silence;

import org.jspecify.annotations.NullMarked;
