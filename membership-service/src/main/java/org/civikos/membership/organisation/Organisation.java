package org.civikos.membership.organisation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member organisation. It is active or suspended; a suspended one reads but does not speak, and says nothing new of
 * itself either: its profile is changed by the secretariat alone.
 *
 * @param suspension why and since when it is suspended; {@code null} while it is active
 */
public record Organisation(String id, OrganisationProfile profile, @Nullable Suspension suspension) {

    /** Why and since when an organisation may not speak. */
    public record Suspension(String reason, Instant since) {
    }

    /** What happened to an organisation. */
    sealed interface Fact {
        /** It became a member. */
        record Registered() implements Fact {
        }

        /** Its profile is another. */
        record Changed() implements Fact {
        }

        /** It may no longer speak. */
        record Suspended() implements Fact {
        }

        /** It may speak again. */
        record Reinstated() implements Fact {
        }
    }

    /** A new state and the facts that led to it; none if nothing changed. */
    record Decision(Organisation organisation, List<Fact> facts) {
    }

    static Decision register(String id, OrganisationProfile profile) {
        return new Decision(new Organisation(id, profile, null), List.of(new Fact.Registered()));
    }

    Decision change(OrganisationProfile to) {
        if (to.equals(profile)) {
            return new Decision(this, List.of());
        }
        return new Decision(new Organisation(id, to, suspension), List.of(new Fact.Changed()));
    }

    /** Suspends; repeating it keeps the first reason and date. */
    Decision suspend(String reason, Instant now) {
        if (suspension != null) {
            return new Decision(this, List.of());
        }
        return new Decision(new Organisation(id, profile, new Suspension(reason, now)), List.of(new Fact.Suspended()));
    }

    Decision reinstate() {
        if (suspension == null) {
            return new Decision(this, List.of());
        }
        return new Decision(new Organisation(id, profile, null), List.of(new Fact.Reinstated()));
    }

    public boolean isSuspended() {
        return suspension != null;
    }

    /** {@code active} or {@code suspended}, as the API and the events write it. */
    public String status() {
        return isSuspended() ? "suspended" : "active";
    }
}
