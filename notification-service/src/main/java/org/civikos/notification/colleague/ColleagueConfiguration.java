package org.civikos.notification.colleague;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Phrases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ColleagueConfiguration {

    @Bean
    AskedMails askedMails(Members members, Settings settings, Notices notices, ConsultationWatch watch, Phrases phrases, MeterRegistry meters, Clock clock, UnsubscribeLinks links) {
        return new AskedMails(members, settings, notices, watch::known, phrases, meters, clock, links.page(""));
    }
}
