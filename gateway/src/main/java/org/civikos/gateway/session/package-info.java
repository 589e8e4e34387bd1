/** Browser sessions in MongoDB: read through a cache of seconds, written only when changed, never brought back once ended. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.session;
