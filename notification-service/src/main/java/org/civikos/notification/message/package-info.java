/** Messages that programs send: accepted once by their key, sent by the same way as alerts but never ahead of them, and told of in plain words. */
@NullMarked
package org.civikos.notification.message;

import org.jspecify.annotations.NullMarked;
