/** Signing in and out at the provider under /id, and the tokens that a session stands for. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.identity;
