/** The days by which working days are counted, as consultation-service tells them: a read model, and so flat. */
@NullMarked
package org.civikos.notification.holiday;

import org.jspecify.annotations.NullMarked;
