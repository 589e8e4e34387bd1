/** The delivery of one alert to one person by one channel: its states, the lanes that workers share, the ledger of what happened. */
@NullMarked
package org.civikos.notification.delivery;

import org.jspecify.annotations.NullMarked;
