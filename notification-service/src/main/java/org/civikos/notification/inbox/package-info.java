/** What a person has read of the alerts that concern them, within the web app. */
@NullMarked
package org.civikos.notification.inbox;

import org.jspecify.annotations.NullMarked;
