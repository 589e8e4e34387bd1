/** The institutions that publish drafts, as consultation-service tells them: a read model, and so flat. */
@NullMarked
package org.civikos.notification.institution;

import org.jspecify.annotations.NullMarked;
