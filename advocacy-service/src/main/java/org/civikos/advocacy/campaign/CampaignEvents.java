package org.civikos.advocacy.campaign;

import java.util.List;

import org.civikos.platform.messaging.OutgoingEvent;

/** Turns what happened to a campaign into the facts that others may read ({@code contracts/events/advocacy}). */
final class CampaignEvents {

    private static final String TOPIC = "advocacy.campaign.events.v1";

    record CampaignFactV1(String campaignId, String group, String title, String status, List<String> consultations) {
    }

    record CampaignLinkV1(String campaignId, String group, String title, String status, List<String> consultations, String consultationId) {
    }

    private CampaignEvents() {
    }

    static OutgoingEvent started(String id, Campaign campaign) {
        return event("campaign-started", id, fact(id, campaign));
    }

    static OutgoingEvent statusChanged(String id, Campaign campaign) {
        return event("campaign-status-changed", id, fact(id, campaign));
    }

    static OutgoingEvent linked(String id, Campaign campaign, String consultation) {
        return event("consultation-linked", id, link(id, campaign, consultation));
    }

    static OutgoingEvent unlinked(String id, Campaign campaign, String consultation) {
        return event("consultation-unlinked", id, link(id, campaign, consultation));
    }

    private static OutgoingEvent event(String fact, String id, Object data) {
        return new OutgoingEvent(TOPIC, "org.civikos.advocacy." + fact + ".v1", id, data);
    }

    private static CampaignFactV1 fact(String id, Campaign campaign) {
        return new CampaignFactV1(id, campaign.group(), campaign.title(), campaign.status().code(), campaign.consultations());
    }

    private static CampaignLinkV1 link(String id, Campaign campaign, String consultation) {
        return new CampaignLinkV1(id, campaign.group(), campaign.title(), campaign.status().code(), campaign.consultations(), consultation);
    }
}
