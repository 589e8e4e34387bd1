/** Where the secretariat changes the texts of messages, looks at them before anybody else does, and tries them on itself. */
@NullMarked
package org.civikos.notification.editor;

import org.jspecify.annotations.NullMarked;
