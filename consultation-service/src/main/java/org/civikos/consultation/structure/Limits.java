package org.civikos.consultation.structure;

import java.time.Duration;

/**
 * What one document may cost.
 *
 * @param bytes size of the file
 * @param pages pages of a paged file
 * @param text bytes of running text or mark-up that are read at once: a long code has 1 MB
 * @param unpacked bytes of all parts that are unpacked while reading
 * @param time wall time of one split
 */
record Limits(int bytes, int pages, int text, long unpacked, Duration time) {
    static final Limits STANDARD = new Limits(50 * 1024 * 1024, 2_000, 12 * 1024 * 1024, 150L * 1024 * 1024, Duration.ofSeconds(30));
}
