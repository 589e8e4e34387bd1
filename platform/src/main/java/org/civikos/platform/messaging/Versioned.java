package org.civikos.platform.messaging;

/** A state as it stood in the store at one version. */
public record Versioned<S>(String id, long version, S state) {
}
