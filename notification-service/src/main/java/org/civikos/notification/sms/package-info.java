/** The SMS: one segment in plain letters, handed to a provider behind an interface. */
@NullMarked
package org.civikos.notification.sms;

import org.jspecify.annotations.NullMarked;
