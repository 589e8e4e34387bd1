/** The clock, and working days by Kosovo's public holidays. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.time;
