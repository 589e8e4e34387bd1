/** Where a comment belongs in a text that changes: by node, by what the node said, and by exact words; pure Java, no store. */
@NullMarked
package org.civikos.consultation.anchor;

import org.jspecify.annotations.NullMarked;
