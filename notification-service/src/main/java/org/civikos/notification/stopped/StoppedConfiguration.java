package org.civikos.notification.stopped;

import java.time.Clock;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.receipt.ReceiptSettings;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.sms.Countries;
import org.civikos.notification.suppression.Suppressions;
import org.civikos.notification.sweep.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoppedConfiguration {

    @Bean
    Stopped stopped(Suppressions suppressions, Members members, Notices notices, ReceiptSettings settings, Clock clock) {
        return new Stopped(suppressions, members, notices, settings.publicUrl(), clock);
    }

    @Bean
    OutOfReach outOfReach(Members members, Suppressions suppressions, Settings settings, Countries countries) {
        return new OutOfReach(members, suppressions, settings::of, countries);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep tellingOfStops(Stopped stopped, Suppressions suppressions, ReceiptSettings settings) {
        return new Sweep("stopped", suppressions::prepare, stopped::tell, settings.sweep());
    }
}
