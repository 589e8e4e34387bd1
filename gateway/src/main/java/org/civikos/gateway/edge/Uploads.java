package org.civikos.gateway.edge;

import java.util.Set;
import java.util.regex.Pattern;

/** Where files may be sent to, by POST: with the larger limit and the longer time. */
public final class Uploads {

    private static final Set<String> COLLECTIONS = Set.of("/api/drafts", "/api/imports", "/api/plan-imports", "/api/laws-in-force");
    private static final Pattern OF_A_DRAFT = Pattern.compile("/api/drafts/[^/]+/documents");
    private static final Pattern OF_A_CONSULTATION = Pattern.compile("/api/consultations/[^/]+/(comments/[^/]+/attachments|comment-form)");

    private Uploads() {
    }

    public static boolean belongAt(String path) {
        return COLLECTIONS.contains(path) || OF_A_DRAFT.matcher(path).matches() || OF_A_CONSULTATION.matcher(path).matches();
    }
}
