package org.civikos.platform.security;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Which paths of a service are open to whom: one bean per service. The first rule that fits decides; what fits none is
 * denied. Rights that depend on data are checked at the use case as well.
 */
public interface AccessRules {

    /**
     * One rule.
     *
     * @param method  {@code null} for every method
     * @param pattern a Spring path pattern, as {@code /api/things/*}{@code /parts/**}
     */
    record Rule(@Nullable HttpMethod method, String pattern, Access access) {
    }

    /** The rules in order. */
    List<Rule> rules();

    static Builder builder() {
        return new Builder();
    }

    /** Collects rules in order. */
    final class Builder {

        private final List<Rule> rules = new ArrayList<>();

        private Builder() {
        }

        /** Opens a path for one method. */
        public Builder allow(HttpMethod method, String pattern, Access access) {
            rules.add(new Rule(method, pattern, access));
            return this;
        }

        /** Opens a path for every method. */
        public Builder allow(String pattern, Access access) {
            rules.add(new Rule(null, pattern, access));
            return this;
        }

        public AccessRules build() {
            List<Rule> result = List.copyOf(rules);
            return () -> result;
        }
    }
}
