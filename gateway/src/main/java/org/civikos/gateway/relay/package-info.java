/** The way to the services: routes by prefix, the person's token, a circuit breaker each, and timers. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.relay;
