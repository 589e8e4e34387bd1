/** The reception: one origin for browsers and scripts, with session, tokens, routes and limits, and no rule of the trade. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway;
