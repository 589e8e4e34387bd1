/** What a person wants to be told and how, and the link that stops the mails. */
@NullMarked
package org.civikos.notification.settings;

import org.jspecify.annotations.NullMarked;
