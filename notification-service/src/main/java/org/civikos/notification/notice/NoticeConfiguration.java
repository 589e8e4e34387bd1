package org.civikos.notification.notice;

import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Notices notices(MongoTemplate mongo, Alerts alerts, Clock clock) {
        return new Notices(() -> mongo.getCollection(Notices.COLLECTION), alerts, clock);
    }

    @Bean
    NoticePlan noticePlan(Notices notices, Lanes lanes, Deliveries deliveries, @Qualifier("planningGate") Screen gate, Members members, Clock clock) {
        return new NoticePlan(notices, lanes, deliveries, gate, members, clock);
    }

    @Bean
    Letters noticeLetters(Notices notices, Alerts alerts, Phrases phrases, UnsubscribeLinks links, Clock clock) {
        return new NoticeLetters(notices, alerts, phrases, links.page(""), WorkingDays::daysLeft, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep forgettingNotices(Notices notices) {
        return new Sweep("notices", notices::prepare, notices::forgetOld, Duration.ofMinutes(10));
    }
}
