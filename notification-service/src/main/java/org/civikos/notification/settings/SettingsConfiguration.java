package org.civikos.notification.settings;

import org.civikos.platform.messaging.AggregateStores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    Settings settings(AggregateStores stores, MongoTemplate mongo) {
        return new Settings(stores, mongo);
    }
}
