package org.civikos.consultation.consultation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes consultations at their deadline, some seconds late at most; several instances may do it at once, for the version decides. */
@Component
class ClosingClock {

    private static final Logger LOG = LoggerFactory.getLogger(ClosingClock.class);

    private final Consultations consultations;

    ClosingClock(Consultations consultations) {
        this.consultations = consultations;
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 5_000)
    void close() {
        try {
            consultations.closeDue();
        } catch (DataAccessException storeAway) {
            LOG.warn("Consultations that are due could not be closed; tried again in 5 s: {}", storeAway.getMessage());
        }
    }
}
