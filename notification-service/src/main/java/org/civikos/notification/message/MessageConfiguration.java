package org.civikos.notification.message;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Planning;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.DeliveryChanges;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Phrases;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts messages together: from the request to the workers, and back to whoever asks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MessageConfiguration.Secretariat.class, MessageConfiguration.Limits.class})
class MessageConfiguration {

    /**
     * @param mail where the secretariat reads what the system has to tell it
     * @param language of these mails: sq, sr or en
     * @param look pause between two looks at what the secretariat has to be told
     */
    @ConfigurationProperties("civikos.secretariat")
    record Secretariat(@DefaultValue List<String> mail, @DefaultValue("sq") String language, @DefaultValue("10m") Duration look) {
        Secretariat {
            mail = mail.stream().filter(one -> !one.isBlank()).map(one -> one.strip().toLowerCase(Locale.ROOT)).toList();
        }
    }

    /**
     * @param emailsPerDay the most messages by e-mail that a key may send in a day, and {@code smsPerDay} by SMS
     * @param ownAddresses mailboxes that the system reads itself: whoever wrote to them would have it answer itself
     */
    @ConfigurationProperties("civikos.messages")
    record Limits(@DefaultValue("50000") int emailsPerDay, @DefaultValue("500") int smsPerDay, @DefaultValue List<String> ownAddresses) {}

    @Bean
    MongoMessages messages(MongoTemplate mongo) {
        return new MongoMessages(() -> mongo.getCollection(MongoMessages.MESSAGES), () -> mongo.getCollection(MongoMessages.REQUESTS));
    }

    @Bean
    MessagePlan messagePlan(
            MongoMessages messages, Lanes lanes, Deliveries deliveries, Members members, Settings settings, @Qualifier("planningGate") Screen gate,
            Secretariat secretariat, Clock clock) {
        return new MessagePlan(messages, lanes, deliveries, members, settings::unrefused, gate, secretariat.mail(), clock);
    }

    @Bean
    MessageLetters messageLetters(MongoMessages messages, Alerts alerts, Phrases phrases) {
        return new MessageLetters(messages, alerts, phrases);
    }

    @Bean
    MessageRunner messageRunner(
            MongoMessages messages, Alerts alerts, Planning planning, MongoDeliveries deliveries, ApiKeys keys, ObjectProvider<MessageListeners> listeners,
            DeliveryChanges changes, Dispatch.Settings dispatching, MeterRegistry meters, Clock clock) {
        Supplier<List<String>> senders = () -> Stream.concat(Stream.of(Message.SYSTEM), keys.all().stream().map(ApiKey::id)).toList();
        MessageRunner runner = new MessageRunner(messages, alerts, planning, deliveries, senders,
                key -> listeners.stream().anyMatch(one -> one.listens(key)), () -> listeners.forEach(MessageListeners::wake), meters, clock,
                dispatching.sweep());
        changes.listen(runner::changed);
        return runner;
    }

    @Bean
    MessageIntake messageIntake(MongoMessages messages, Members members, ApiKeys keys, MessageRunner runner, Limits limits, Clock clock) {
        return new MessageIntake(messages, members, keys, runner, new MessageIntake.Daily(limits.emailsPerDay(), limits.smsPerDay()),
                limits.ownAddresses(), clock);
    }

    @Bean
    StaffBoard staffBoard(MongoTemplate mongo, Clock clock) {
        return new StaffBoard(() -> mongo.getCollection(StaffBoard.COLLECTION), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep clearingStaffBoard(StaffBoard board) {
        return new Sweep("staff-board", board::prepare, board::forgetOld, Duration.ofHours(6));
    }

    @Bean
    StaffNotices staffNotices(StaffBoard board, MongoMessages messages, MessageRunner runner, Phrases phrases, Secretariat secretariat, Clock clock) {
        return new StaffNotices(board, messages, runner, phrases, secretariat.mail(), secretariat.language(), clock);
    }

    @Bean
    KeyReminders keyReminders(ApiKeys keys, StaffNotices notices, Secretariat secretariat, Clock clock) {
        return new KeyReminders(keys, notices, clock, secretariat.look());
    }
}
