package org.civikos.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.session.BrowserSession.Snapshot;

/** When a session ends: minutes while it only waits for a sign-in, hours of rest once signed in, days in any case. */
record Expiry(GatewaySettings.Sessions settings, Clock clock) {

    Duration idle(Map<String, Object> attributes) {
        return attributes.containsKey(SessionAttributes.TOKENS) ? settings.idle() : settings.pending();
    }

    Instant at(Snapshot session) {
        var byRest = session.accessed().plus(idle(session.attributes()));
        var byAge = session.created().plus(settings.absolute());
        return byRest.isBefore(byAge) ? byRest : byAge;
    }

    boolean over(Snapshot session) {
        return clock.instant().isAfter(at(session));
    }
}
