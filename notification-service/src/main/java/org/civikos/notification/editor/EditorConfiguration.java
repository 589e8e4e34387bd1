package org.civikos.notification.editor;

import java.time.Clock;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.member.Members;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.template.Templates;
import org.civikos.notification.text.Phrases;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts the editor of texts together. */
@Configuration(proxyBeanMethods = false)
class EditorConfiguration {

    @Bean
    Review templateReview(MailWriter mails, SmsWriter sms, SmsBudget budget, Templates templates, Phrases phrases, Clock clock) {
        return new Review(mails, sms, budget, templates, phrases, clock);
    }

    @Bean
    TestPlan testPlan(
            MongoTemplate mongo, Alerts alerts, Templates templates, Members members, Lanes lanes, Deliveries deliveries,
            @Qualifier("gate") Screen held, @Qualifier("planningGate") Screen gate, Phrases phrases, Clock clock) {
        return new TestPlan(() -> mongo.getCollection(TestPlan.COLLECTION), alerts, templates, members, lanes, deliveries, held, gate, phrases, clock);
    }

    @Bean
    Upkeep templateUpkeep(Templates templates, TestPlan tests) {
        return new Upkeep(templates, tests);
    }
}
