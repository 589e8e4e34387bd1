package org.civikos.consultation.source;

import org.jspecify.annotations.Nullable;

/**
 * A source as an administrator has set it.
 *
 * @param name        for people
 * @param kind        how it is read
 * @param baseUrl     scheme, host and perhaps a path, without a slash at the end
 * @param firstNumber where the sequence of numbers begins that we look at
 * @param opening     who decides that a draft becomes a consultation
 * @param institution where the page's own words do not say who publishes
 * @param paused      whether it is left alone for the time being
 */
record Source(String name, String kind, String baseUrl, int firstNumber, Opening opening, @Nullable String institution,
        boolean paused) {

    /** A portal whose consultation pages have sequential numbers. */
    static final String PORTAL_BY_NUMBER = "portal-by-number";

    /** Who decides. */
    enum Opening {
        /** The service, where a page says everything that is needed. */
        AUTOMATIC("automatic"),
        /** The secretariat, always. */
        AFTER_REVIEW("after-review");

        private final String code;

        Opening(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
