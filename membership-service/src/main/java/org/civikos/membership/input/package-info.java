/** What is wrong with something a person typed or uploaded, by field, before anything is done with it. */
@NullMarked
package org.civikos.membership.input;

import org.jspecify.annotations.NullMarked;
