/** Watches that every alert reaches somebody: what nobody else would notice, since nothing failed loudly. */
@NullMarked
package org.civikos.notification.reach;

import org.jspecify.annotations.NullMarked;
