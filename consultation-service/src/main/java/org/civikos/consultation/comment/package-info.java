/**
 * Comments of organisations on a consultation, a node of it or exact words: from the first draft inside an organisation over sign-off to their
 * place among the others, carried along when the text changes, with references, lists and figures that hold at any number.
 */
@NullMarked
package org.civikos.consultation.comment;

import org.jspecify.annotations.NullMarked;
