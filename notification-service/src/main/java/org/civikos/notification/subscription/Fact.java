package org.civikos.notification.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription looks at in a fact about a draft.
 *
 * @param actKind null where the fact does not say
 * @param fields  none where nobody has sorted the draft
 * @param words   of the title, folded once for all who are looked at
 */
public record Fact(String consultationId, String institution, @Nullable String actKind, List<String> fields, List<String> words) {

    public static Fact of(String consultationId, String institution, @Nullable String actKind, List<String> fields, String title) {
        return new Fact(consultationId, institution, actKind, List.copyOf(fields), Words.of(title));
    }
}
