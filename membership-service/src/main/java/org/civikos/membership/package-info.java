/** Who the members are, who may speak for whom, and how a person signs in. */
@NullMarked
package org.civikos.membership;

import org.jspecify.annotations.NullMarked;
