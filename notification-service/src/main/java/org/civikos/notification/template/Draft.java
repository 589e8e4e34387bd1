package org.civikos.notification.template;

import java.time.Instant;

/**
 * A text that somebody works on.
 *
 * @param revision rises with each saving
 * @param basedOn the version that was in force when it was begun
 */
public record Draft(TemplateKey key, Source source, long revision, int basedOn, String by, Instant at) {}
