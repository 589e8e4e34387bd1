package org.civikos.gateway.edge;

import java.util.regex.Pattern;

/** Where files may be sent to, by POST: with the larger limit and the longer time. */
public final class Uploads {

    private static final Pattern OF_A_DRAFT = Pattern.compile("/api/drafts/[^/]+/documents");
    private static final Pattern OF_A_CONSULTATION = Pattern.compile("/api/consultations/[^/]+/(comments/[^/]+/attachments|comment-form)");

    private Uploads() {
    }

    public static boolean belongAt(String path) {
        return path.equals("/api/drafts") || path.equals("/api/imports") || path.equals("/api/plan-imports") || OF_A_DRAFT.matcher(path).matches() || OF_A_CONSULTATION.matcher(path).matches();
    }
}
