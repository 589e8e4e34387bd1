package org.civikos.notification.settings;

import java.time.Clock;
import org.civikos.notification.member.Members;
import org.civikos.platform.messaging.AggregateStores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    Secretariat secretariat(MongoTemplate mongo) {
        return new Secretariat(() -> mongo.getCollection(Secretariat.COLLECTION));
    }

    @Bean
    WebMvcConfigurer knowingTheSecretariat(Secretariat secretariat) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(secretariat).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    SilenceWishes silenceWishes(MongoTemplate mongo, Secretariat secretariat) {
        return new SilenceWishes(() -> mongo.getCollection(SilenceWishes.COLLECTION), secretariat::people);
    }

    @Bean
    PublicFacts publicFacts(PastFacts past, Clock clock) {
        return new PublicFacts(past, clock);
    }

    @Bean
    Settings settings(AggregateStores stores, MongoTemplate mongo, Members members, Clock clock) {
        return new Settings(stores, mongo, members, clock);
    }
}
