package org.civikos.notification.subscription;

import java.util.Collections;
import java.util.List;
import org.civikos.platform.place.Municipality;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription looks at in a fact about a draft.
 *
 * @param actKind   null where the fact does not say
 * @param fields    none where nobody has sorted the draft
 * @param words     of the title, folded once for all who are looked at
 * @param text      what it says beside its title
 * @param kin       institutions before and after it: who follows one of them asked for this too
 * @param region    in which its institution governs; null for the whole country
 * @param campaigns that have taken the draft up
 * @param groups    whose campaigns these are
 * @param takenUp   whether the fact is that a campaign took it up: only who follows the campaign or its group asked for that
 */
public record Fact(
        String consultationId, String institution, List<String> kin, @Nullable String actKind, List<String> fields, List<String> words, DraftText text,
        @Nullable String region, List<String> campaigns, List<String> groups, boolean takenUp) {

    /** A fact about a draft that no campaign has taken up. */
    public static Fact of(String consultationId, String institution, @Nullable String actKind, List<String> fields, String title) {
        return new Fact(consultationId, institution, List.of(), actKind, List.copyOf(fields), Words.of(title), DraftText.NONE,
                Municipality.ofInstitution(institution).map(Municipality::region).orElse(null), List.of(), List.of(), false);
    }

    /** The same with what is known of its institution now. */
    public Fact published(List<String> theKin, @Nullable String theRegion) {
        return new Fact(consultationId, institution, List.copyOf(theKin), actKind, fields, words, text, theRegion, campaigns, groups, takenUp);
    }

    /** The same with what it says. */
    public Fact saying(DraftText what) {
        return new Fact(consultationId, institution, kin, actKind, fields, words, what, region, campaigns, groups, takenUp);
    }

    /** Whether one of these institutions published it, or one whose work it took over or gave on. */
    boolean isOf(List<String> institutions) {
        return institutions.contains(institution) || !kin.isEmpty() && !Collections.disjoint(institutions, kin);
    }

    /** The same for a draft that campaigns have taken up. */
    public Fact in(List<String> theCampaigns, List<String> theGroups) {
        return new Fact(consultationId, institution, kin, actKind, fields, words, text, region, List.copyOf(theCampaigns), List.copyOf(theGroups), takenUp);
    }

    /** The fact that campaigns have taken the draft up. */
    public Fact takenUpBy(List<String> theCampaigns, List<String> theGroups) {
        return new Fact(consultationId, institution, kin, actKind, fields, words, text, region, List.copyOf(theCampaigns), List.copyOf(theGroups), true);
    }
}
