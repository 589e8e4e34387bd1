/** Events out of an aggregate's own document and events in through guarded, retried and dead-lettered consumers. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.messaging;
