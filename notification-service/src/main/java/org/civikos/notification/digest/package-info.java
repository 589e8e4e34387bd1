/** Daily and weekly summaries: each fact that somebody asked to be told later goes out in exactly one of them. */
@NullMarked
package org.civikos.notification.digest;

import org.jspecify.annotations.NullMarked;
