/** Tells the secretariat what the plan of public bodies has promised and not kept: a read model, and so flat. */
@NullMarked
package org.civikos.notification.plan;

import org.jspecify.annotations.NullMarked;
