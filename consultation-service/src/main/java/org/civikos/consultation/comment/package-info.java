/** Comments of organisations on a consultation or a node of it, with who may submit them, their references and counts. */
@NullMarked
package org.civikos.consultation.comment;

import org.jspecify.annotations.NullMarked;
