package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.campaign.Campaigns;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Follows campaigns, and tells who follows one that it has taken a draft up. */
final class CampaignEvents {

    private static final String TYPE = "org.civikos.advocacy.";
    private static final Logger log = LoggerFactory.getLogger(CampaignEvents.class);

    /** The members that are read. @param consultationId which draft has been linked or unlinked, where that is the fact */
    record CampaignFact(String campaignId, String group, String title, List<String> consultations, @Nullable String consultationId) {
        CampaignFact {
            Objects.requireNonNull(campaignId, "campaignId");
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(consultations, "consultations");
        }
    }

    private final Campaigns campaigns;
    private final ConsultationWatch watch;
    private final Alerts alerts;
    private final AlertRunner runner;
    private final Clock clock;

    CampaignEvents(Campaigns campaigns, ConsultationWatch watch, Alerts alerts, AlertRunner runner, Clock clock) {
        this.campaigns = campaigns;
        this.watch = watch;
        this.alerts = alerts;
        this.runner = runner;
        this.clock = clock;
    }

    EventConsumer consumer(JsonMapper json) {
        return EventConsumer.named("followCampaigns")
                .on(TYPE + "campaign-started.v1", CampaignFact.class, this::seen)
                .on(TYPE + "campaign-status-changed.v1", CampaignFact.class, this::seen)
                .on(TYPE + "consultation-unlinked.v1", CampaignFact.class, this::seen)
                .on(TYPE + "consultation-linked.v1", CampaignFact.class, this::linked)
                .build(json);
    }

    private void seen(CampaignFact fact, EventMetadata event) {
        campaigns.seen(new Campaign(fact.campaignId(), fact.group(), fact.title(), fact.consultations()), event.sequence());
    }

    private void linked(CampaignFact fact, EventMetadata event) {
        String consultationId = Objects.requireNonNull(fact.consultationId(), "consultationId");
        seen(fact, event);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ConsultationWatch.Known draft = watch.known(consultationId).filter(one -> !one.closed() && one.deadlineAt().isAfter(now)).orElse(null);
        if (draft == null) {
            // A draft that is only planned is told of when it opens; one that has closed is past help.
            log.info("Nobody is alerted to consultation {} in campaign {}: it is not open", consultationId, fact.campaignId());
            return;
        }
        Instant eventTime = event.time().equals(Instant.EPOCH) ? now : event.time();
        Alert.Subject subject = new Alert.Subject(consultationId, draft.title(), draft.language(), draft.institution(), draft.fields(), draft.actKind(),
                draft.deadline(), draft.deadlineAt(), draft.articleCount());
        alerts.open(Alert.of(new Alert.Cause(AlertKind.CAMPAIGN_LINKED, event.id(), event.type(), eventTime), subject, now)
                .saying(null, null, new Alert.TakenUp(fact.campaignId(), fact.group(), fact.title())))
                .ifPresent(runner::wake);
    }
}
