package org.civikos.notification.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Resend;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the ledger of a draft together. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    /** About half a second's reading. */
    private static final int MOST_READ = 20_000;

    @Bean
    DraftLedger draftLedger(
            Alerts alerts, KnownDrafts known, MongoDeliveries deliveries, Carriers carriers, Members members, Resend resend, MeterRegistry meters, Clock clock) {
        DraftLedger.Store store = new DraftLedger.Store() {
            @Override
            public List<Delivery> between(String alertId, Set<Channel> channels, String after, String before, int limit) {
                return deliveries.ofAlertBetween(alertId, channels, after, before, limit);
            }

            @Override
            public List<Delivery> find(Collection<String> ids) {
                return deliveries.find(ids);
            }
        };
        return new DraftLedger(alerts::aboutDraft, alerts::find, known, store, carriers,
                () -> members.organisations().values().stream().map(Organisation::name).collect(Collectors.toSet()), resend::these, MOST_READ, meters, clock);
    }
}
