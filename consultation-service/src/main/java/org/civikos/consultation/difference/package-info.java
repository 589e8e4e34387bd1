/** What differs between two versions of a draft, article by article and word by word; pure Java, no Spring, no database. */
@NullMarked
package org.civikos.consultation.difference;

import org.jspecify.annotations.NullMarked;
