/** Consultations with their text by article, documents and deadline; opened, moved and closed as facts for everyone. */
@NullMarked
package org.civikos.consultation.consultation;

import org.jspecify.annotations.NullMarked;
