package org.civikos.gateway.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;

import org.civikos.gateway.GatewaySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who answers for which address: the whole map of the system in one place. */
@Component
public class Upstreams {

    private final List<Upstream> all;
    private final Map<String, Upstream> byPrefix = new HashMap<>();

    Upstreams(GatewaySettings settings, MeterRegistry meters) {
        var at = settings.upstreams();
        all = List.of(
                new Upstream("consultation-service", at.consultation(),
                        Set.of("/api/consultations", "/api/comment-drafts", "/api/standings", "/api/drafts", "/api/sources", "/api/institutions",
                                "/api/plan-entries", "/api/plan-imports", "/api/rules", "/api/laws-in-force", "/api/holidays", "/api/internal-deadline-settings", "/api/feeds", "/api/calendars", "/api/calendar-link", "/api/consultation-service"), meters),
                new Upstream("membership-service", at.membership(),
                        Set.of("/id", "/api/organisations", "/api/people", "/api/imports", "/api/municipalities", "/api/fields",
                                "/api/membership-service"), meters),
                new Upstream("notification-service", at.notification(),
                        Set.of("/api/alerts", "/api/ledgers", "/api/inbox", "/api/alert-settings", "/api/subscriptions", "/api/reminders", "/api/templates", "/api/circulars", "/api/providers", "/api/suppressions",
                                "/api/preferences", "/api/public-subscriptions", "/api/relevance", "/api/staff-notices", "/api/late-summaries", "/api/related-words", "/api/performance", "/api/api-keys", "/api/messages", "/api/webhooks",
                                "/unsubscribe", "/callbacks", "/api/notification-service"), meters),
                new Upstream("advocacy-service", at.advocacy(),
                        Set.of("/api/working-groups", "/api/campaigns", "/api/advocacy-service"), meters));
        for (var upstream : all) {
            upstream.prefixes().forEach(prefix -> byPrefix.put(prefix, upstream));
        }
    }

    List<Upstream> all() {
        return all;
    }

    @Nullable Upstream named(String name) {
        for (var upstream : all) {
            if (upstream.name().equals(name)) {
                return upstream;
            }
        }
        return null;
    }

    /** The names of the services, in the order of the map. */
    public List<String> names() {
        return all.stream().map(Upstream::name).sorted().toList();
    }

    /** The address of a service; null when there is none of that name. */
    public java.net.@Nullable URI address(String name) {
        var upstream = named(name);
        return upstream == null ? null : upstream.address();
    }

    /** @param path a request's path, not decoded */
    @Nullable Upstream forPath(String path) {
        var from = path.startsWith("/api/") ? 5 : 1;
        var end = path.indexOf('/', from);
        return byPrefix.get(end < 0 ? path : path.substring(0, end));
    }
}
