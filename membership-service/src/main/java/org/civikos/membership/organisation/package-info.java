/** Member organisations: their profile, and whether they may speak. */
@NullMarked
package org.civikos.membership.organisation;

import org.jspecify.annotations.NullMarked;
