package org.civikos.consultation.comment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation says about a draft, or about one node of it. Submitted as a whole and never changed; it can be withdrawn.
 *
 * @param reference        K-2026-0007-0012: unique, to cite it by
 * @param organisationName as it was called when it submitted
 * @param author           the person who submitted it
 * @param node             of the consultation's text; none for the whole
 */
record Comment(String consultation, String reference, String organisation, String organisationName, String author, @Nullable String node, Kind kind,
        Importance importance, @Nullable String text, @Nullable String proposedWording, @Nullable String justification, Status status, Instant submittedAt) {

    /** What it wants. */
    enum Kind {
        CHANGE("change"), DELETE("delete"), ADD("add"), QUESTION("question"), SUPPORT("support"), LEGAL_TECHNICAL("legal-technical");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Kind> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }

        /** Whoever wants words of a draft away owes the ministry a reason. */
        boolean needsJustification() {
            return this == CHANGE || this == DELETE;
        }
    }

    /** How much depends on it for the organisation. */
    enum Importance {
        RED_LINE("red-line"), IMPORTANT("important"), MINOR("minor");

        private final String code;

        Importance(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Importance> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }

    /** Whether it stands. */
    enum Status {
        SUBMITTED("submitted"), WITHDRAWN("withdrawn");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** Whether it says the same in the same place for the same organisation. */
    boolean saysTheSame(Comment other) {
        return new Comment(consultation, "", organisation, "", "", node, kind, importance, text, proposedWording, justification, Status.SUBMITTED, Instant.EPOCH)
                .equals(new Comment(other.consultation, "", other.organisation, "", "", other.node, other.kind, other.importance, other.text, other.proposedWording,
                        other.justification, Status.SUBMITTED, Instant.EPOCH));
    }

    Comment withdrawn() {
        return new Comment(consultation, reference, organisation, organisationName, author, node, kind, importance, text, proposedWording, justification, Status.WITHDRAWN, submittedAt);
    }
}
