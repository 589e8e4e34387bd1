/** An alert: one fact of a consultation, planned once into deliveries and completed when each of them has ended. */
@NullMarked
package org.civikos.notification.alert;

import org.jspecify.annotations.NullMarked;
