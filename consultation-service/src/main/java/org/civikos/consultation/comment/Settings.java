package org.civikos.consultation.comment;

import java.util.List;
import java.util.function.LongConsumer;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Settings for the comments of each consultation; the network's own where it has none. */
@Component
class Settings {

    private final AggregateStore<CommentSettings> store;
    private final CommentProperties properties;

    Settings(AggregateStores stores, CommentProperties properties) {
        this.store = stores.of("commentSettings", CommentSettings.class);
        this.properties = properties;
    }

    CommentSettings of(String consultation) {
        return versioned(consultation).state();
    }

    Versioned<CommentSettings> versioned(String consultation) {
        return store.find(consultation).orElseGet(() -> new Versioned<>(consultation, 0, properties.settings()));
    }

    Versioned<CommentSettings> set(String consultation, CommentSettings wanted, LongConsumer versionCheck) {
        Versioned<CommentSettings> found = versioned(consultation);
        versionCheck.accept(found.version());
        if (found.version() == 0) {
            try {
                return store.insert(consultation, wanted, List.of());
            } catch (DuplicateKeyException atTheSameTime) {
                versionCheck.accept(versioned(consultation).version());
            }
        }
        return store.change(consultation, old -> Change.quiet(old.equals(wanted) ? old : wanted));
    }
}
