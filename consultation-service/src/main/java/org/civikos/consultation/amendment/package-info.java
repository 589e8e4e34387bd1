/** An amending act applied to the law in force: what it says is found in ordinary words, applied where that is certain, and told where it is not. */
@NullMarked
package org.civikos.consultation.amendment;

import org.jspecify.annotations.NullMarked;
