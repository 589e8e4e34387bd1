/** Mailboxes that are read by IMAP. */
@NullMarked
package org.civikos.notification.mailbox;

import org.jspecify.annotations.NullMarked;
