package org.civikos.membership.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three languages in which people are spoken to. */
public final class Languages {

    public static final List<String> ALL = List.of("sq", "sr", "en");

    private Languages() {
    }

    public static boolean exists(@Nullable String language) {
        return language != null && ALL.contains(language);
    }
}
