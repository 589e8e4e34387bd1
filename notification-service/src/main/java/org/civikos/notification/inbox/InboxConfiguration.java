package org.civikos.notification.inbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    @Bean
    ReadMarks readMarks(MongoTemplate mongo) {
        return new ReadMarks(() -> mongo.getCollection(ReadMarks.COLLECTION));
    }
}
