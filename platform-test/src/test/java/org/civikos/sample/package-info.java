/** A service with one aggregate and one consumer, for the platform to be tested in. */
@org.jspecify.annotations.NullMarked
package org.civikos.sample;
