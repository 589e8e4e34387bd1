/** The list of addresses to which nothing is sent, and the rules by which an address comes onto it. */
@NullMarked
package org.civikos.notification.suppression;

import org.jspecify.annotations.NullMarked;
