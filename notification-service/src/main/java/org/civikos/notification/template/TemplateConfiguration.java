package org.civikos.notification.template;

import java.time.Clock;
import org.civikos.notification.text.Phrases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts templates together. */
@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {

    @Bean
    Templates templates(MongoTemplate mongo, Phrases phrases, Clock clock) {
        return new Templates(() -> mongo.getCollection(Templates.VERSIONS), () -> mongo.getCollection(Templates.DRAFTS),
                () -> mongo.getCollection(Templates.USED), phrases, clock);
    }

    @Bean
    Folders templateFolders(MongoTemplate mongo, Clock clock) {
        return new Folders(() -> mongo.getCollection(Folders.COLLECTION), clock);
    }
}
