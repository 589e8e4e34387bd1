package org.civikos.membership.config;

import java.time.Duration;
import org.civikos.membership.identity.FirstAdministrator;
import org.civikos.membership.organisation.Organisations;
import org.civikos.membership.person.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;

/**
 * Makes the indexes that keep names and addresses unique, and the first administrator. Runs between start and readiness: as
 * long as the store is away the service lives and is not ready.
 */
@Component
class StorePreparation implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StorePreparation.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MongoTemplate mongo;
    private final FirstAdministrator firstAdministrator;

    StorePreparation(MongoTemplate mongo, FirstAdministrator firstAdministrator) {
        this.mongo = mongo;
        this.firstAdministrator = firstAdministrator;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        for (boolean told = false;; told = true) {
            try {
                prepare();
                return;
            } catch (DataAccessException away) {
                if (!told) {
                    LOG.warn("The store is not there; not ready until it is, trying every {} s ({})", PAUSE.toSeconds(), away.toString());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void prepare() {
        index(Organisations.COLLECTION, "state.nameKey", true);
        index(People.COLLECTION, "state.emailKey", true);
        index(People.COLLECTION, "state.mandates.organisationId", false);
        index(People.COLLECTION, "state.nameKey", false);
        for (String expiring : new String[] {"authorizations", "authorizationKeys", "signInLinks", "signInCounts"}) {
            index(expiring, "expiresAt", false);
        }
        index("authorizations", "principal", false);
        firstAdministrator.ensure();
    }

    private void index(String collection, String member, boolean unique) {
        Index index = new Index().on(member, Sort.Direction.ASC);
        mongo.indexOps(collection).createIndex(unique ? index.unique() : index);
    }
}
