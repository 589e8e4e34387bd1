package org.civikos.consultation.consultation;

import java.time.LocalDateTime;
import java.util.List;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** How long before the official deadline the network's own steps end, where nobody set them by hand. */
@Component
class InternalDefaults {

    private static final String ID = "internal-deadlines";

    private final AggregateStore<InternalDeadline.Defaults> store;

    InternalDefaults(AggregateStores stores) {
        this.store = stores.of("consultationSettings", InternalDeadline.Defaults.class);
    }

    Versioned<InternalDeadline.Defaults> get() {
        return store.find(ID).orElseGet(() -> new Versioned<>(ID, 0, InternalDeadline.Defaults.BEFORE_ANYBODY_CHOSE));
    }

    /** The deadlines of a consultation as they stand; for one opened before such deadlines were kept, what the settings would give it. */
    List<InternalDeadline> standing(Consultation consultation) {
        List<InternalDeadline> kept = consultation.life().internalDeadlines();
        return kept.isEmpty() ? InternalDeadline.of(consultation.openedAt().atZone(WorkingDays.ZONE).toLocalDate(), LocalDateTime.parse(consultation.deadline()), get().state(), List.of()) : kept;
    }

    /** Holds for what is opened or moved from now on. */
    Versioned<InternalDeadline.Defaults> put(InternalDeadline.Defaults defaults) {
        if (store.find(ID).isEmpty()) {
            try {
                return store.insert(ID, defaults, List.of());
            } catch (DuplicateKeyException writtenByAnother) {
                // Then it is changed.
            }
        }
        return store.change(ID, old -> Change.quiet(old.equals(defaults) ? old : defaults));
    }
}
