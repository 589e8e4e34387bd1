/** What the service reads from its environment, who may call what, and how the parts are put together. */
@NullMarked
package org.civikos.notification.config;

import org.jspecify.annotations.NullMarked;
