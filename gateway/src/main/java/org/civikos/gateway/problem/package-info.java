/** What the gateway says when it refuses: RFC 9457 problems in the reader's language, never an exception's text. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.problem;
