/** Where in Kosovo: municipalities and their regions. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.place;
