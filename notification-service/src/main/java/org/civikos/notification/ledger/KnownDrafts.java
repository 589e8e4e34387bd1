package org.civikos.notification.ledger;

import java.util.Optional;

/** Drafts that are known here, also those of which nobody was told. */
public interface KnownDrafts {

    Optional<String> title(String consultationId);
}
