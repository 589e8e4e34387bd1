package org.civikos.consultation.structure;

import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at.
 *
 * @param code for programs, kebab-case: {@code number-gap}, {@code number-twice}, {@code table-not-read}
 * @param node id of the node it is about
 * @param message one English sentence
 */
public record Warning(String code, @Nullable String node, String message) {}
