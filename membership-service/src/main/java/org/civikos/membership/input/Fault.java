package org.civikos.membership.input;

import java.util.List;

/**
 * One thing that is wrong with an input.
 *
 * @param field the member or column that is meant, as the API names it
 * @param code  the kind, stable, in kebab case; its words stand in the message bundles under {@code field.<code>}
 * @param arguments what the words need, such as the value that was refused
 */
public record Fault(String field, String code, List<Object> arguments) {

    public static Fault of(String field, String code, Object... arguments) {
        return new Fault(field, code, List.of(arguments));
    }
}
