/** How the providers are doing, and what an SMS would cost, for staff. */
@NullMarked
package org.civikos.notification.provider;

import org.jspecify.annotations.NullMarked;
