/** What the secretariat notes for itself on a consultation, a part of its text or a comment. Nobody else is told of it. */
@NullMarked
package org.civikos.consultation.note;

import org.jspecify.annotations.NullMarked;
