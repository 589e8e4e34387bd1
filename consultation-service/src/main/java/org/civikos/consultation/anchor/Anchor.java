package org.civikos.consultation.anchor;

import org.jspecify.annotations.Nullable;

/**
 * A place in one version of a text.
 *
 * @param node        the node's id in that version
 * @param fingerprint of what the node and everything below it said ({@link Fingerprint})
 * @param quote       exact words of the node's own text, where the comment is about them alone
 */
public record Anchor(String node, String fingerprint, @Nullable Quote quote) {
}
