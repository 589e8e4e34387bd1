package org.civikos.consultation.plan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices that a quarter has ended; several instances may do it at once, for the version decides. */
@Component
class PlanClock {

    private static final Logger LOG = LoggerFactory.getLogger(PlanClock.class);

    private final Plans plans;

    PlanClock(Plans plans) {
        this.plans = plans;
    }

    @Scheduled(initialDelay = 5_000, fixedDelayString = "${civikos.plan.look-interval:PT1M}")
    void look() {
        try {
            plans.tellOverdue();
        } catch (DataAccessException storeAway) {
            LOG.warn("What is overdue in the plan could not be told; tried again soon: {}", storeAway.getMessage());
        }
    }

    /** What an entry may be is mostly looked at when something happens to it; this is for what a crash has swallowed. */
    @Scheduled(initialDelay = 60_000, fixedDelayString = "${civikos.plan.match-interval:PT1H}")
    void match() {
        try {
            plans.lookAgain();
        } catch (DataAccessException storeAway) {
            LOG.warn("What may have been published of the plan could not be looked at; tried again later: {}", storeAway.getMessage());
        }
    }
}
