/**
 * Tells everyone whom a consultation concerns, in their language and once per channel, and keeps a record of each
 * delivery that the secretariat can read.
 */
@NullMarked
package org.civikos.notification;

import org.jspecify.annotations.NullMarked;
