package org.civikos.notification.institution;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.civikos.notification.sweep.Sweep;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class InstitutionConfiguration {

    static final String CHANGED = "org.civikos.consultation.institutions-changed.v1";
    /** How late an instance that did not get the event itself may go by it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    Institutions institutions(Projections projections, MongoTemplate mongo, MeterRegistry meters) {
        return new Institutions(projections, mongo, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep followingInstitutions(Institutions institutions) {
        return new Sweep("institutions", () -> { }, institutions::refresh, LOOK);
    }

    @Bean
    EventConsumer followInstitutions(Institutions institutions, JsonMapper json) {
        return EventConsumer.named("followInstitutions").on(CHANGED, Institutions.Facts.class, (facts, event) -> institutions.changed(facts, event.sequence())).build(json);
    }
}
