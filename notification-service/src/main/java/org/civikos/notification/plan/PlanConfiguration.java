package org.civikos.notification.plan;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.message.StaffNotices;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sweep.Sweep;
import org.civikos.platform.messaging.EventConsumer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlanConfiguration.PlanProperties.class)
class PlanConfiguration {

    /**
     * @param gather how long the first one waits for others, so that the end of a quarter is one mail and not one for each act
     * @param look pause between two looks
     */
    @ConfigurationProperties("civikos.plan-news")
    record PlanProperties(@DefaultValue("2m") Duration gather, @DefaultValue("20s") Duration look) {}

    @Bean
    PlanNews planNews(MongoTemplate mongo, StaffNotices notices, UnsubscribeLinks links, PlanProperties properties, MeterRegistry meters, Clock clock) {
        return new PlanNews(() -> mongo.getCollection(PlanNews.COLLECTION), notices, links.page("/plan"), properties.gather(), meters, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep tellingPlanNews(PlanNews news, PlanProperties properties) {
        return new Sweep("plan-news", news::prepare, news::look, properties.look());
    }

    @Bean
    EventConsumer followPlan(PlanNews news, JsonMapper json) {
        return EventConsumer.named("followPlan").on("org.civikos.consultation.plan-entry-overdue.v1", PlanNews.Entry.class, (entry, _) -> news.heard(PlanNews.OVERDUE, entry))
                .on("org.civikos.consultation.plan-entry-dropped.v1", PlanNews.Entry.class, (entry, event) -> news.heard(PlanNews.DROPPED + event.sequence(), entry)).build(json);
    }
}
