package org.civikos.consultation.comment;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holds for the comments of one consultation: who sees them, and what becomes of those that come after the deadline. */
record CommentSettings(Visibility visibility, LatePolicy late) {

    /** Who sees what organisations have submitted; an organisation and the secretariat always see its own. */
    enum Visibility {
        NETWORK("network"), ALL("all"),
        /** Until the secretariat chooses one of the others, which is the publication. */
        NOBODY("nobody");

        private final String code;

        Visibility(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Visibility> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }

    /** What becomes of a comment after the deadline. */
    enum LatePolicy {
        REFUSE("refuse"),
        /** The secretariat decides on each. */
        QUEUE("queue"),
        /** It is submitted and says that it is late. */
        MARK("mark");

        private final String code;

        LatePolicy(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<LatePolicy> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }
}
