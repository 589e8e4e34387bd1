/** Words in Albanian, Serbian and English: plural forms, dates, names of institutions. */
@NullMarked
package org.civikos.notification.text;

import org.jspecify.annotations.NullMarked;
