package org.civikos.membership.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civikos.platform.place.Municipality;
import org.jspecify.annotations.Nullable;

/** Municipalities by what people call them. */
public final class MunicipalityNames {

    private static final Map<String, Municipality> BY_NAME = byName();

    private MunicipalityNames() {
    }

    private static Map<String, Municipality> byName() {
        Map<String, Municipality> all = new HashMap<>();
        for (Municipality one : Municipality.all()) {
            all.put(Folding.fold(one.id()), one);
            all.put(Folding.fold(one.names().sq()), one);
            all.put(Folding.fold(one.names().sr()), one);
            all.put(Folding.fold(one.names().en()), one);
            one.also().forEach(name -> all.put(Folding.fold(name), one));
        }
        return all;
    }

    /** Finds by identifier or by any name in use, in any of the languages, however it is spelt. */
    public static Optional<Municipality> find(@Nullable String text) {
        return text == null ? Optional.empty() : Optional.ofNullable(BY_NAME.get(Folding.fold(text)));
    }
}
