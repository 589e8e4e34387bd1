package org.civikos.notification.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civikos.notification.mailbox.UnseenMail;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Fallback;
import org.civikos.notification.delivery.DeliveryChanges;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.ResentAlerts;
import org.civikos.notification.delivery.Tally;
import org.civikos.notification.reply.SmsAnswers;
import org.civikos.notification.suppression.BounceRules;
import org.civikos.notification.suppression.Suppressions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {

    @Bean
    Receipts receipts(
            MongoDeliveries deliveries, MongoTemplate mongo, BounceRules bounces, Fallback fallback, DeliveryChanges changes, List<Pool> pools,
            Tally tally, MeterRegistry meters, Clock clock) {
        return new Receipts(deliveries, () -> mongo.getCollection(Receipts.EARLY), bounces, fallback::failed, changes,
                pools.stream().collect(Collectors.toMap(Pool::channel, Function.identity())), tally, meters, clock);
    }

    @Bean
    SmsReplies smsReplies(MongoTemplate mongo, Suppressions suppressions, SmsAnswers answers, Clock clock) {
        return new SmsReplies(() -> mongo.getCollection(SmsReplies.COLLECTION), suppressions, answers, clock);
    }

    @Bean
    Silence silence(
            MongoDeliveries deliveries, List<Pool> pools, Alerts alerts, ResentAlerts resent, BounceRules bounces, Fallback fallback, DeliveryChanges changes,
            MeterRegistry meters, Clock clock) {
        List<String> givers = pools.stream().flatMap(pool -> pool.receiptGivers().stream()).toList();
        return new Silence(deliveries, givers, alerts::madeBetween, resent::since, fallback::failed, delivery -> {
            bounces.failed(delivery);
            changes.tell(delivery);
        }, meters, clock);
    }

    @Bean
    Sweeper receiptSweeper(
            Receipts receipts, SmsReplies replies, Silence silence, Suppressions suppressions, ReceiptSettings settings, MeterRegistry meters,
            Clock clock) {
        UnseenMail.@Nullable Access box = settings.mailbox();
        Optional<BounceMailbox> mailbox = Optional.ofNullable(box)
                .map(at -> new BounceMailbox(at, new Reports(settings.mailProvider(), settings.mailDomain(), settings.returnPath(), clock), receipts));
        return new Sweeper(receipts, replies, mailbox, settings.mailboxPause(), silence, meters, clock, settings.sweep(),
                suppressions::prepare);
    }
}
