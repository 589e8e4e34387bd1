/** Tells programs by HTTPS what became of their messages: signed, at least once, in the order of each message, as long as anybody listens. */
@NullMarked
package org.civikos.notification.webhook;

import org.jspecify.annotations.NullMarked;
