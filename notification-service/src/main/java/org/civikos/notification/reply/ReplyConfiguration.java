package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.EventConsumer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplySettings.class)
class ReplyConfiguration {

    @Bean
    Replies replies(AggregateStores stores, MongoDeliveries deliveries, Alerts alerts, Members members, MeterRegistry meters, Clock clock) {
        return new Replies(stores.of("replies", Replies.Received.class), deliveries, alerts, members, meters, clock);
    }

    @Bean
    SmsAnswerMails smsAnswerMails(Members members, Notices notices, UnsubscribeLinks links) {
        return new SmsAnswerMails(members, notices, links.page(""));
    }

    @Bean
    RelevanceAnswers relevanceAnswers(AggregateStores stores, Alerts alerts) {
        // Called so before there were other ways to answer.
        return new RelevanceAnswers(stores.of("smsAnswers", RelevanceAnswers.Answers.class), alerts);
    }

    @Bean
    SmsAnswers smsAnswers(
            RelevanceAnswers answers, MongoDeliveries deliveries, Alerts alerts, Members members, SmsAnswerMails mails, MeterRegistry meters,
            Clock clock) {
        return new SmsAnswers(answers, deliveries, alerts, members, mails, meters, clock);
    }

    @Bean
    EventConsumer followReplies(
            Members members, Notices notices, MongoTemplate mongo, ReplySettings settings, MeterRegistry meters, Clock clock, UnsubscribeLinks links,
            RelevanceAnswers relevance, SmsAnswerMails mails, JsonMapper json) {
        AnswerLimits limits = new AnswerLimits(() -> mongo.getCollection(AnswerLimits.COLLECTION), settings.answersPerWriter(), settings.answersPerDay(), clock);
        ReplyAnswers answers = new ReplyAnswers(members, notices, limits, meters, clock, links.page(""));
        return EventConsumer.named("followReplies")
                .on("org.civikos.consultation.reply-answered.v1", ReplyAnswers.Answered.class, 
                        (answered, event) -> answers.tell(answered, event.time()))
                .on("org.civikos.consultation.relevance-answered.v1", SmsAnswerMails.Answered.class, (answered, _) ->
                        mails.tell(answered, relevance.title(answered.personId(), answered.consultationId()).orElse(null)))
                .build(json);
    }

    @Bean
    ReplyMailbox replyMailbox(ReplySettings settings, Replies replies) {
        return new ReplyMailbox(settings, new ReplyReader(settings.alertsDomain()), replies);
    }
}
