/** Mails inside an organisation: somebody is asked to look at a comment, or to sign it off. */
@NullMarked
package org.civikos.notification.colleague;

import org.jspecify.annotations.NullMarked;
