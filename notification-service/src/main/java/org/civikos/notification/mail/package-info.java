/** The mail: written once per language, filled per reader, handed to the relay over kept connections. */
@NullMarked
package org.civikos.notification.mail;

import org.jspecify.annotations.NullMarked;
