/** The resource server: who asks, and which path is open to whom, everything else being closed. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.security;
