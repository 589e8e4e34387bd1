/** What people are told of their own stopped addresses and can do about them, and whom of an organisation nothing reaches; flat, since the rules stand with the list. */
@NullMarked
package org.civikos.notification.stopped;

import org.jspecify.annotations.NullMarked;
