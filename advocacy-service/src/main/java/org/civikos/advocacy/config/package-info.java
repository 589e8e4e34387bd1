/** Puts the rooms together: who may enter which address, which topics are followed, which indexes exist. */
@NullMarked
package org.civikos.advocacy.config;

import org.jspecify.annotations.NullMarked;
