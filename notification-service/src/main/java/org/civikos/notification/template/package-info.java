/** The texts of messages: delivered with the system, changed by the secretariat in versions that never change once they are published. */
@NullMarked
package org.civikos.notification.template;

import org.jspecify.annotations.NullMarked;
