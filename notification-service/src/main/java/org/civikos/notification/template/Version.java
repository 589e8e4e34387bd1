package org.civikos.notification.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published text; never changes.
 *
 * @param number from 1; 0 is what came with the system
 * @param by who published it; null for what came with the system
 * @param at when; null for what came with the system
 * @param why in the words of who published it
 * @param copyOf the earlier version whose text it brings back; null if it is new
 */
public record Version(
        TemplateKey key, int number, Source source, @Nullable String by, @Nullable Instant at, String why, @Nullable Integer copyOf) {}
