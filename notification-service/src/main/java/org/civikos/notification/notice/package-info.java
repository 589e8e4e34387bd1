/** Mails that somebody has just asked for themselves: to confirm a subscription, or a new link. Sent, tried again and counted as alerts are. */
@NullMarked
package org.civikos.notification.notice;

import org.jspecify.annotations.NullMarked;
