package org.civikos.notification.campaign;

import org.civikos.platform.messaging.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {

    @Bean
    Campaigns campaigns(MongoTemplate mongo, Projections projections) {
        return new Campaigns(mongo, projections);
    }
}
