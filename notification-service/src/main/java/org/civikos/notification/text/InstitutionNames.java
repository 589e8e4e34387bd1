package org.civikos.notification.text;

import java.util.Optional;

/** What institutions are called now, as far as anybody has told. */
@FunctionalInterface
public interface InstitutionNames {

    Optional<String> name(Language language, String id);
}
