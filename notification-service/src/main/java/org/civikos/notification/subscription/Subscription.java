package org.civikos.notification.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One wish to be told.
 *
 * @param id made by whoever made it; unique for one person
 * @param name what the person calls it; may be empty
 * @param match how the criteria go together; they count with {@link Scope#CHOSEN} alone
 * @param words each a word or phrase of the title, compared by {@link Words}
 * @param inText whether they are looked for in the draft's text too; never null
 * @param consultationId one draft; null for none
 * @param regions  of a municipality that publishes drafts
 * @param campaigns whose drafts, and that it has taken one up
 * @param groups   working groups, the same for all campaigns of each
 * @param unsorted whether a draft that nobody has given a field fits the fields, since nobody can tell whom it leaves cold
 * @param language sq, sr or en; null for the person's own
 * @param hours when not to disturb with what this one brings, and by which clocks; null for the person's own
 */
public record Subscription(
        String id,
        String name,
        Scope scope,
        Match match,
        List<String> institutions,
        List<String> actKinds,
        List<String> fields,
        List<String> words,
        @Nullable String consultationId,
        boolean unsorted,
        Frequency frequency,
        List<Way> ways,
        @Nullable String language,
        List<String> regions,
        List<String> campaigns,
        List<String> groups,
        @Nullable Hours hours,
        @Nullable Boolean inText) {

    /** The one that everybody has who never chose. */
    public static final String STANDARD = "standard";
    /** More of what fits makes no better reason. */
    private static final int MOST_REASONS = 3;

    public Subscription {
        institutions = copy(institutions);
        actKinds = copy(actKinds);
        fields = copy(fields);
        words = copy(words);
        ways = copy(ways);
        regions = copy(regions);
        campaigns = copy(campaigns);
        groups = copy(groups);
        // Those that were kept before it could be asked for lack it.
        inText = Boolean.TRUE.equals(inText);
    }

    /** One whose words are looked for in titles alone. */
    public Subscription(
            String id, String name, Scope scope, Match match, List<String> institutions, List<String> actKinds, List<String> fields,
            List<String> words, @Nullable String consultationId, boolean unsorted, Frequency frequency, List<Way> ways, @Nullable String language,
            List<String> regions, List<String> campaigns, List<String> groups, @Nullable Hours hours) {
        this(id, name, scope, match, institutions, actKinds, fields, words, consultationId, unsorted, frequency, ways, language, regions, campaigns,
                groups, hours, false);
    }

    /** One whose hours are the person's own. */
    public Subscription(
            String id, String name, Scope scope, Match match, List<String> institutions, List<String> actKinds, List<String> fields,
            List<String> words, @Nullable String consultationId, boolean unsorted, Frequency frequency, List<Way> ways, @Nullable String language,
            List<String> regions, List<String> campaigns, List<String> groups) {
        this(id, name, scope, match, institutions, actKinds, fields, words, consultationId, unsorted, frequency, ways, language, regions, campaigns,
                groups, null);
    }

    /** One that looks neither at regions nor at campaigns. */
    public Subscription(
            String id, String name, Scope scope, Match match, List<String> institutions, List<String> actKinds, List<String> fields,
            List<String> words, @Nullable String consultationId, boolean unsorted, Frequency frequency, List<Way> ways, @Nullable String language) {
        this(id, name, scope, match, institutions, actKinds, fields, words, consultationId, unsorted, frequency, ways, language, List.of(),
                List.of(), List.of());
    }

    // What is read from the store may lack a list that is empty.
    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** What people had before there were several: at once, by the channels that are switched on. */
    public static Subscription standard(Scope scope, List<String> fields, List<String> institutions) {
        return new Subscription(STANDARD, "", scope, Match.ANY, institutions, List.of(), fields, List.of(), null, true,
                Frequency.AT_ONCE, List.of(Way.EMAIL, Way.SMS), null);
    }

    /** The same under another id. */
    public Subscription called(String other) {
        return new Subscription(other, name, scope, match, institutions, actKinds, fields, words, consultationId, unsorted, frequency, ways, language,
                regions, campaigns, groups, hours, inText);
    }

    /** True if there is nothing that could ever fit. */
    public boolean empty() {
        return scope == Scope.CHOSEN && institutions.isEmpty() && actKinds.isEmpty() && fields.isEmpty() && words.isEmpty()
                && consultationId == null && regions.isEmpty() && campaigns.isEmpty() && groups.isEmpty();
    }

    /**
     * Whether a fact is what was asked for.
     *
     * @param organisationFields the fields of each organisation that the person speaks for; an organisation without any is
     *     concerned by everything
     */
    public boolean fits(Fact fact, List<List<String>> organisationFields) {
        if (fact.takenUp() && !(scope == Scope.CHOSEN && follows(fact))) {
            return false;
        }
        return switch (scope) {
            case EVERYTHING -> true;
            case ORGANISATION_FIELDS -> fact.fields().isEmpty()
                    || organisationFields.stream().anyMatch(of -> of.isEmpty() || !Collections.disjoint(of, fact.fields()));
            case CHOSEN -> match == Match.ANY ? fitsAny(fact) : fitsAll(fact);
        };
    }

    private boolean fitsAny(Fact fact) {
        return unsorted && fact.fields().isEmpty() && !(fields.isEmpty() && institutions.isEmpty())
                || fact.isOf(institutions)
                || fact.actKind() != null && actKinds.contains(fact.actKind())
                || !Collections.disjoint(fields, fact.fields())
                || said(fact)
                || inRegion(fact)
                || follows(fact)
                || fact.consultationId().equals(consultationId);
    }

    private boolean fitsAll(Fact fact) {
        return !empty()
                && (institutions.isEmpty() || fact.isOf(institutions))
                && (actKinds.isEmpty() || fact.actKind() != null && actKinds.contains(fact.actKind()))
                && (fields.isEmpty() || unsorted && fact.fields().isEmpty() || !Collections.disjoint(fields, fact.fields()))
                && (words.isEmpty() || said(fact))
                && (regions.isEmpty() || inRegion(fact))
                && (campaigns.isEmpty() || !Collections.disjoint(campaigns, fact.campaigns()))
                && (groups.isEmpty() || !Collections.disjoint(groups, fact.groups()))
                && (consultationId == null || fact.consultationId().equals(consultationId));
    }

    private boolean inRegion(Fact fact) {
        return fact.region() != null && regions.contains(fact.region());
    }

    private boolean follows(Fact fact) {
        return !Collections.disjoint(campaigns, fact.campaigns()) || !Collections.disjoint(groups, fact.groups());
    }

    private boolean said(Fact fact) {
        return words.stream().anyMatch(word -> says(fact, word));
    }

    private boolean says(Fact fact, String word) {
        List<String> phrase = Words.of(word);
        return Words.contains(fact.words(), phrase) || inText && fact.text().has(phrase);
    }

    /**
     * What of it a fact fits; null where it is the business of the person's organisations.
     *
     * @param fact one that {@link #fits} it
     */
    private @Nullable Why why(Fact fact) {
        if (scope == Scope.ORGANISATION_FIELDS) {
            return null;
        }
        List<Why.Fitting> fitting = new ArrayList<>();
        if (scope == Scope.EVERYTHING) {
            fitting.add(new Why.Fitting(Why.Criterion.EVERYTHING, ""));
        } else {
            groups.stream().filter(fact.groups()::contains).forEach(one -> fitting.add(new Why.Fitting(Why.Criterion.GROUP, one)));
            campaigns.stream().filter(fact.campaigns()::contains).forEach(one -> fitting.add(new Why.Fitting(Why.Criterion.CAMPAIGN, one)));
            if (!fact.takenUp()) {
                byTheDraft(fact, fitting);
            }
        }
        return new Why(false, name, fitting.stream().limit(MOST_REASONS).toList());
    }

    private void byTheDraft(Fact fact, List<Why.Fitting> fitting) {
        if (fact.consultationId().equals(consultationId)) {
            fitting.add(new Why.Fitting(Why.Criterion.DRAFT, ""));
        }
        words.stream().filter(word -> says(fact, word)).forEach(one -> fitting.add(new Why.Fitting(Why.Criterion.WORD, one)));
        institutions.stream().filter(one -> fact.isOf(List.of(one))).forEach(one -> fitting.add(new Why.Fitting(Why.Criterion.INSTITUTION, one)));
        fields.stream().filter(fact.fields()::contains).forEach(one -> fitting.add(new Why.Fitting(Why.Criterion.FIELD, one)));
        if (fact.region() != null && regions.contains(fact.region())) {
            fitting.add(new Why.Fitting(Why.Criterion.REGION, fact.region()));
        }
        if (fact.actKind() != null && actKinds.contains(fact.actKind())) {
            fitting.add(new Why.Fitting(Why.Criterion.ACT_KIND, fact.actKind()));
        }
        if (unsorted && fact.fields().isEmpty() && !(fields.isEmpty() && institutions.isEmpty())) {
            fitting.add(new Why.Fitting(Why.Criterion.UNSORTED, ""));
        }
    }

    /** How somebody with these subscriptions is told of a fact; empty if none fits. */
    public static Optional<Plan> plan(Collection<Subscription> all, Fact fact, List<List<String>> organisationFields) {
        Subscription first = null;
        Subscription reason = null;
        boolean email = false;
        boolean sms = false;
        for (Subscription one : all) {
            if (one.fits(fact, organisationFields)) {
                int sooner = first == null ? -1 : one.frequency.compareTo(first.frequency);
                // Of several that are as immediate, the business of one's organisations says most.
                reason = sooner < 0 || sooner == 0 && one.scope == Scope.ORGANISATION_FIELDS ? one : reason;
                first = sooner < 0 ? one : first;
                email |= one.ways.contains(Way.EMAIL);
                sms |= one.ways.contains(Way.SMS);
            }
        }
        return first == null || reason == null ? Optional.empty()
                : Optional.of(new Plan(first.frequency, email, sms, first.language, first.hours, reason.why(fact)));
    }
}
