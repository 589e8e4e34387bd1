package org.civikos.notification.performance;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.sweep.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class PerformanceConfiguration {

    @Bean
    Figures performanceFigures(MongoTemplate mongo, Alerts alerts, Lanes lanes, MongoDeliveries deliveries, List<Pool> pools, Clock clock) {
        Set<String> givers = new HashSet<>();
        pools.forEach(pool -> givers.addAll(pool.receiptGivers()));
        return new Figures(() -> mongo.getCollection(Figures.COLLECTION), alerts::facts,
                moment -> deliveries.late(lanes.unfinished().stream().map(Lane::alertId).collect(Collectors.toSet()), moment), () -> givers, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep writingFigures(Figures figures) {
        return new Sweep("performance", figures::prepare, figures::flush, Duration.ofSeconds(2));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep forgettingFigures(Figures figures) {
        return new Sweep("old-performance", () -> { }, figures::forgetOld, Duration.ofHours(6));
    }
}
