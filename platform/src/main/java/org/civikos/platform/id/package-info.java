/** Identifiers: time-ordered ones of our own, and the form that a client's must have. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.id;
