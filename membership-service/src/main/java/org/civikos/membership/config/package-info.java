/** How the service is put together: who may call what, indexes, clock-driven chores. */
@NullMarked
package org.civikos.membership.config;

import org.jspecify.annotations.NullMarked;
