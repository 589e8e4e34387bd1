/** What the law demands of a consultation, as settings with act, article and validity, and how its days are counted; flat but for {@link org.civikos.consultation.rules.Rule}. */
@NullMarked
package org.civikos.consultation.rules;

import org.jspecify.annotations.NullMarked;
