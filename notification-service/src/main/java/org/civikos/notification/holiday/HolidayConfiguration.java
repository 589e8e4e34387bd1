package org.civikos.notification.holiday;

import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.sweep.Sweep;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class HolidayConfiguration {

    static final String CHANGED = "org.civikos.consultation.holidays-changed.v1";
    /** How late an instance that did not get the event itself may count by it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    Holidays holidays(Projections projections, Clock clock) {
        return new Holidays(projections, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep followingHolidays(Holidays holidays) {
        return new Sweep("holidays", () -> { }, holidays::tables, LOOK);
    }

    @Bean
    EventConsumer followHolidays(Holidays holidays, JsonMapper json) {
        return EventConsumer.named("followHolidays").on(CHANGED, Holidays.Facts.class, (facts, event) -> holidays.changed(facts, event.sequence())).build(json);
    }
}
