/** Letters made comparable: without diacritics, case and script. */
@NullMarked
package org.civikos.consultation.text;

import org.jspecify.annotations.NullMarked;
