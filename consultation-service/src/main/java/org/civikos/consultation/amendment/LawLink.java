package org.civikos.consultation.amendment;

import org.jspecify.annotations.Nullable;

/**
 * What the secretariat said an amending draft is to be read with.
 *
 * @param law          uploaded; none where it is not that
 * @param consultation an earlier draft that was adopted; none where it is not that. Neither: there is no law that it is to be read with
 */
record LawLink(@Nullable String law, @Nullable String consultation) {
}
