package org.civikos.notification.alert;

import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.civikos.notification.campaign.Campaigns;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.DeliveryChanges;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Resend;
import org.civikos.notification.delivery.ResentAlerts;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.delivery.Tally;
import org.civikos.notification.institution.Institutions;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.PastFacts;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.suppression.BounceRules;
import org.civikos.notification.template.Templates;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.EventConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts alerts together: from the event to the workers. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    /** About how many people a part of an alert has: a worker's turn of a fraction of a second. */
    private static final int PART_SIZE = 250;

    private final String owner = Ids.next();

    @Bean
    AggregateStore<Alert> alertStore(AggregateStores stores) {
        return stores.of("alerts", Alert.class);
    }

    @Bean
    UnfinishedAlerts unfinishedAlerts(MongoTemplate mongo) {
        return new MongoUnfinishedAlerts(() -> mongo.getCollection(MongoUnfinishedAlerts.COLLECTION));
    }

    @Bean
    Directory directory(Members members, Settings settings, PublicReaders readers, Campaigns campaigns, Institutions institutions, DraftTexts texts) {
        return new MemberDirectory(members, settings, readers, campaigns, institutions, texts);
    }

    @Bean
    DraftTexts draftTexts(MongoTemplate mongo) {
        return new DraftTexts(() -> mongo.getCollection(DraftTexts.COLLECTION));
    }

    @Bean
    Consultations consultations(ConsultationWatch watch, Clock clock) {
        return new Consultations(watch::known, clock);
    }

    @Bean
    Alerts alerts(AggregateStore<Alert> store, UnfinishedAlerts unfinished, Consultations consultations) {
        return new Alerts(store, unfinished, consultations);
    }

    @Bean
    PastFacts pastFacts(MongoTemplate mongo, Campaigns campaigns, Institutions institutions, DraftTexts texts) {
        return new MongoPastFacts(() -> mongo.getCollection("alerts"), campaigns, institutions, texts);
    }

    @Bean
    AlertTexts alertTexts(Templates templates, List<OwnTexts> own) {
        Map<AlertKind, OwnTexts> byKind = own.stream().collect(Collectors.toMap(OwnTexts::kind, one -> one));
        return (alertId, alert, language, channel) -> {
            OwnTexts writer = byKind.get(alert.kind());
            return writer != null ? writer.of(alertId, language, channel) : templates.written(alertId, AlertTexts.key(alert, language, channel));
        };
    }

    @Bean
    Completion completion(AggregateStore<Alert> store, Lanes lanes, UnfinishedAlerts unfinished, Clock clock) {
        return new Completion(store, lanes, unfinished, clock);
    }

    @Bean
    Dispatch dispatch(
            Alerts alerts, Completion completion, Lanes lanes, Deliveries deliveries, List<Pool> pools, Directory directory,
            BounceRules bounces, Fallback fallback, @Qualifier("gate") Screen gate, Dispatch.Settings dispatching, Reminders reminders,
            Tally tally, DeliveryChanges changes, MeterRegistry meters, Clock clock) {
        AlertMetrics metrics = new AlertMetrics(meters, alerts);
        Screen screen = new Leavers(alerts, directory, reminders, clock)
                .then((alertId, open) -> alerts.facts(alertId).simulated() ? Map.of() : gate.drops(alertId, open));
        Dispatch dispatch = new Dispatch(owner, lanes, deliveries, pools, screen, clock, dispatching,
                metrics.andThen(bounces).andThen(fallback).andThen((before, after) -> changes.tell(after)), completion::tryComplete, tally);
        metrics.watch(dispatch, clock);
        return dispatch;
    }

    @Bean
    Fallback fallback(
            Fallback.Switch setting, Alerts alerts, Directory directory, Deliveries deliveries, Lanes lanes,
            ObjectProvider<Dispatch> dispatch, @Qualifier("planningGate") Screen gate, Clock clock) {
        return new Fallback(setting.on(), alerts, directory, deliveries, lanes, dispatch::getObject, gate, clock);
    }

    @Bean
    DeliveryChanges deliveryChanges() {
        return new DeliveryChanges();
    }

    @Bean
    Planner planner(
            AggregateStore<Alert> store, UnfinishedAlerts unfinished, Directory directory, Lanes lanes,
            MongoDeliveries deliveries, Dispatch dispatch, Completion completion, @Qualifier("planningGate") Screen gate, Summaries summaries,
            List<SpecialPlan> specialPlans, Reminders reminders, Clock clock) {
        return new Planner(store, unfinished, directory, lanes, deliveries, dispatch, completion, gate, clock, PART_SIZE,
                summaries, specialPlans, reminders);
    }

    @Bean
    AlertRunner alertRunner(
            Planner planner, Alerts alerts, UnfinishedAlerts unfinished, MongoDeliveries deliveries, Dispatch dispatch, Dispatch.Settings dispatching,
            Members members, Campaigns campaigns, MongoTemplate mongo, Clock clock) {
        return new AlertRunner(planner, alerts::urgent, unfinished, dispatch, clock, owner, dispatching, () -> {
            deliveries.prepare();
            members.prepare();
            campaigns.prepare();
            mongo.getCollection("alerts").createIndex(Indexes.ascending("state.consultationId"));
        });
    }

    @Bean
    ResentAlerts resentAlerts(MongoTemplate mongo) {
        return new ResentAlerts(() -> mongo.getCollection(ResentAlerts.COLLECTION));
    }

    @Bean
    Resend resend(
            MongoDeliveries deliveries, ResentAlerts resent, Lanes lanes, Dispatch dispatch, Alerts alerts, @Qualifier("planningGate") Screen gate, Clock clock) {
        return new Resend(deliveries, resent, lanes, dispatch, alerts::urgent, gate, clock);
    }

    @Bean
    InboxAlerts inboxAlerts(AggregateStore<Alert> store, MongoDeliveries deliveries) {
        return new InboxAlerts(store, deliveries);
    }

    @Bean
    Ledger ledger(MongoDeliveries deliveries, Lanes lanes, Clock clock) {
        return new Ledger(deliveries, lanes, clock);
    }

    @Bean
    EventConsumer followConsultations(Alerts alerts, AlertRunner runner, ConsultationWatch watch, DraftTexts texts, Clock clock, JsonMapper json) {
        return new ConsultationEvents(alerts, runner, watch, texts, clock).consumer(json);
    }

    @Bean
    EventConsumer followCampaigns(Campaigns campaigns, ConsultationWatch watch, Alerts alerts, AlertRunner runner, Clock clock, JsonMapper json) {
        return new CampaignEvents(campaigns, watch, alerts, runner, clock).consumer(json);
    }
}
