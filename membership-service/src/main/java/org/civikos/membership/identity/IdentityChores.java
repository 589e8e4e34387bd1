package org.civikos.membership.identity;

import org.civikos.membership.person.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What nobody asks for: takes out what has expired, since no server's own expiry is relied on, and what erasing leaves. */
@Component
class IdentityChores {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityChores.class);

    private final StoredAuthorizations authorizations;
    private final SignInLinks links;
    private final SignInLimits limits;

    IdentityChores(StoredAuthorizations authorizations, SignInLinks links, SignInLimits limits) {
        this.authorizations = authorizations;
        this.links = links;
        this.limits = limits;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void sweep() {
        long sessions = authorizations.sweep();
        long unused = links.sweep();
        limits.sweep();
        LOG.debug("Removed {} expired authorizations and {} unused links", sessions, unused);
    }

    @EventListener
    void erased(People.PersonErased erased) {
        authorizations.removeAllOf(erased.personId());
        links.removeAllOf(erased.personId());
    }
}
