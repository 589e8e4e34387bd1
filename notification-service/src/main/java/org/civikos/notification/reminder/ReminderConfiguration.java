package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.holiday.Holidays;
import org.civikos.notification.member.Members;
import org.civikos.notification.message.StaffNotices;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sweep.Sweep;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.Projections;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts reminders together: from what consultation-service tells to the alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReminderConfiguration.ReminderProperties.class)
class ReminderConfiguration {

    private static final String TYPE = "org.civikos.consultation.";

    /** @param tooLate how far behind its time a reminder is still sent without asking the secretariat */
    @ConfigurationProperties("civikos.reminders")
    record ReminderProperties(@DefaultValue("1h") Duration tooLate) {}

    record CommentFact(String commentId, String consultationId, String organisationId) {
        CommentFact {
            Objects.requireNonNull(commentId, "commentId");
            Objects.requireNonNull(consultationId, "consultationId");
            Objects.requireNonNull(organisationId, "organisationId");
        }
    }

    record StanceFact(String commentId, String consultationId, String byOrganisationId, String stance) {
        StanceFact {
            Objects.requireNonNull(commentId, "commentId");
            Objects.requireNonNull(consultationId, "consultationId");
            Objects.requireNonNull(byOrganisationId, "byOrganisationId");
            Objects.requireNonNull(stance, "stance");
        }
    }

    record RelevanceFact(String consultationId, String organisationId) {
        RelevanceFact {
            Objects.requireNonNull(consultationId, "consultationId");
            Objects.requireNonNull(organisationId, "organisationId");
        }
    }

    @Bean
    MongoWatch consultationWatch(MongoTemplate mongo, Projections projections) {
        return new MongoWatch(mongo, projections);
    }

    @Bean
    ReminderRunner reminderRunner(MongoWatch watch, Alerts alerts, Holidays holidays, Dispatch.Settings dispatching, ReminderProperties properties, Clock clock) {
        return new ReminderRunner(watch, alerts, holidays::tables, watch::prepare, clock, dispatching.sweep(), properties.tooLate());
    }

    @Bean
    Escalation escalation(MongoWatch watch, Members members, StaffNotices notices, UnsubscribeLinks links, Clock clock) {
        return new Escalation(watch, members::organisations, notices, links.page("/reminders"), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep escalating(Escalation escalation, Dispatch.Settings dispatching) {
        return new Sweep("escalations", () -> { }, escalation::look, dispatching.sweep());
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep forgettingEscalations(Escalation escalation) {
        return new Sweep("old-escalations", () -> { }, escalation::forgetOld, Duration.ofHours(6));
    }

    @Bean
    EventConsumer followComments(MongoWatch watch, CommentDrafts drafts, JsonMapper json) {
        return EventConsumer.named("followComments")
                .on(TYPE + "comment-submitted.v1", CommentFact.class, (fact, event) -> watch.answer("comment:" + fact.commentId(), event.sequence(),
                        new MongoWatch.Answer(fact.consultationId(), fact.organisationId(), true)))
                .on(TYPE + "comment-withdrawn.v1", CommentFact.class, (fact, event) -> {
                    watch.answer("comment:" + fact.commentId(), event.sequence(), new MongoWatch.Answer(fact.consultationId(), fact.organisationId(), false));
                    watch.unsupported(fact.commentId(), event.sequence());
                })
                // Who endorses or opposes another's comment has spoken, as long as that comment stands.
                .on(TYPE + "comment-endorsed.v1", StanceFact.class, (fact, event) -> watch.answer(MongoWatch.stance(fact.commentId()) + fact.byOrganisationId(),
                        event.sequence(), new MongoWatch.Answer(fact.consultationId(), fact.byOrganisationId(), !fact.stance().equals("none"))))
                .on(TYPE + "comment-drafted.v1", CommentDrafts.Draft.class, (draft, event) -> drafts.changed(draft, event.id(), event.time()))
                .build(json);
    }

    @Bean
    EventConsumer followParticipation(MongoWatch watch, JsonMapper json) {
        return EventConsumer.named("followParticipation")
                .on(TYPE + "consultation-not-relevant.v1", RelevanceFact.class, (fact, event) -> watch.answer(relevance(fact), event.sequence(),
                        new MongoWatch.Answer(fact.consultationId(), fact.organisationId(), true)))
                .on(TYPE + "consultation-relevant-again.v1", RelevanceFact.class, (fact, event) -> watch.answer(relevance(fact), event.sequence(),
                        new MongoWatch.Answer(fact.consultationId(), fact.organisationId(), false)))
                .build(json);
    }

    private static String relevance(RelevanceFact fact) {
        return "relevance:" + fact.consultationId() + ":" + fact.organisationId();
    }
}
