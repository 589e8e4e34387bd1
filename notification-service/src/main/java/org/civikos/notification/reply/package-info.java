/** What people answer to alerts, by mail or by a word by SMS: known by the alert that it answers, told as events; and what became of it. */
@NullMarked
package org.civikos.notification.reply;

import org.jspecify.annotations.NullMarked;
