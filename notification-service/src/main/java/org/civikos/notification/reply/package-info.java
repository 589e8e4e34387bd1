/** Mails with which people answer alerts: read from a mailbox, known by the alert that they answer, told as events. */
@NullMarked
package org.civikos.notification.reply;

import org.jspecify.annotations.NullMarked;
