/** People, how they are reached, and for which organisations they may speak. */
@NullMarked
package org.civikos.membership.person;

import org.jspecify.annotations.NullMarked;
