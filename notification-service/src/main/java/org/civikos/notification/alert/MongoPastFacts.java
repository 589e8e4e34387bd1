package org.civikos.notification.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.campaign.Campaigns;
import org.civikos.notification.institution.Institutions;
import org.civikos.notification.settings.PastFacts;
import org.civikos.notification.subscription.DraftText;
import org.civikos.notification.subscription.Fact;
import org.jspecify.annotations.Nullable;

/** The facts in the stored alerts; some thousands in years. */
final class MongoPastFacts implements PastFacts {

    private final Supplier<MongoCollection<Document>> alerts;
    private final Campaigns campaigns;
    private final Institutions institutions;
    private final DraftTexts texts;

    MongoPastFacts(Supplier<MongoCollection<Document>> alerts, Campaigns campaigns, Institutions institutions, DraftTexts texts) {
        this.texts = texts;
        this.institutions = institutions;
        this.campaigns = campaigns;
        this.alerts = alerts;
    }

    @Override
    public void show(Predicate<Seen> more) {
        Map<String, List<Campaign>> byDraft = new HashMap<>();
        campaigns.withDrafts().forEach(one -> one.consultations().forEach(
                draft -> byDraft.computeIfAbsent(draft, _ -> new ArrayList<>()).add(one)));
        Map<String, DraftText> said = new HashMap<>();
        for (Document found : alerts.get().find().sort(Sorts.descending("state.createdAt")).batchSize(1_000).projection(Projections.include(
                "state.kind", "state.consultationId", "state.institution", "state.actKind", "state.fields", "state.title", "state.language", "state.eventTime", "state.takenUp"))) {
            Document state = found.get("state", Document.class);
            AlertKind kind = AlertKind.valueOf(state.getString("kind"));
            if (kind.fact()) {
                Fact known = institutions.known(Fact.of(state.getString("consultationId"), state.getString("institution"), state.getString("actKind"),
                        state.getList("fields", String.class, List.of()), state.getString("title")));
                // One text for all that was told of a draft: it is fetched once, if at all.
                Fact plain = known.saying(said.computeIfAbsent(known.consultationId(), _ -> texts.known(known).text()));
                Fact fact = inCampaigns(plain, state.get("takenUp", Document.class), byDraft.getOrDefault(plain.consultationId(), List.of()));
                if (!more.test(new Seen(fact, state.getDate("eventTime").toInstant(), kind.code(), state.getString("title"), state.getString("language"),
                        Alert.NETWORK.equals(plain.institution())))) {
                    return;
                }
            }
        }
    }

    private static Fact inCampaigns(Fact plain, @Nullable Document takenUp, List<Campaign> campaigns) {
        return takenUp != null ? plain.takenUpBy(List.of(takenUp.getString("campaignId")), List.of(takenUp.getString("group")))
                : plain.in(campaigns.stream().map(Campaign::id).toList(), campaigns.stream().map(Campaign::group).distinct().toList());
    }
}
