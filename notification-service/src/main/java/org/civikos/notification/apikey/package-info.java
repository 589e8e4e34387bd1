/** Keys with which programs send messages: who made them, what they may do, and until when. Flat: records, and one collection. */
@NullMarked
package org.civikos.notification.apikey;

import org.jspecify.annotations.NullMarked;
