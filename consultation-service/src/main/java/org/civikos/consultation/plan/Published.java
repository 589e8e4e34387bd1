package org.civikos.consultation.plan;

import java.time.Instant;

/**
 * Something that a public body has published: a draft, or the consultation that it has become.
 *
 * @param id     of the draft; its consultation has the same, unless it has joined an early one
 * @param opened whether it is a consultation
 * @param at     when it was found, or opened
 */
public record Published(String id, String title, String institution, String actKind, boolean opened, Instant at) {
}
