/** A MongoDB-protocol server in one process, on disk, that commits a write before it acknowledges it. */
package org.civikos.localstack.store;
