/** Watched sources: the setting, the polite visits, the health figures and the reading of portal pages. */
@NullMarked
package org.civikos.consultation.source;

import org.jspecify.annotations.NullMarked;
