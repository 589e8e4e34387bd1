package org.civikos.notification.budget;

import org.civikos.notification.message.StaffNotices;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sms.SmsBudget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BudgetConfiguration {

    @Bean
    BudgetWatch budgetWatch(SmsBudget budget, StaffNotices notices, UnsubscribeLinks links) {
        return new BudgetWatch(budget::standing, notices::tell, links.page("/providers"));
    }
}
