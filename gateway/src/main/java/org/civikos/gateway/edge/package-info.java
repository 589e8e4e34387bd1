/** What holds for every request before anything else: security headers, who asks, how much, how large. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.edge;
