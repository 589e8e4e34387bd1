/** What becomes of messages after they were handed over: receipts by HTTP and by mail, and silence. */
@NullMarked
package org.civikos.notification.receipt;

import org.jspecify.annotations.NullMarked;
