package org.civikos.consultation.config;

import java.time.Clock;
import org.civikos.consultation.comment.CommentProperties;
import org.civikos.consultation.feed.FollowProperties;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.source.SourceProperties;
import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The beans that belong to no package, and who may call what. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({SourceProperties.class, CommentProperties.class, FollowProperties.class})
class ConsultationConfiguration {

    private static final Access SECRETARIAT = Access.role("secretariat");
    private static final Access ADMINISTRATOR = Access.role("administrator");
    private static final Access OFFICE = Access.role("secretariat", "administrator");

    @Bean
    Institutions institutions(Clock clock) {
        return Institutions.load(clock);
    }

    /** The first rule that fits decides: comments stand before the consultations that they belong to. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/api/institutions", Access.PUBLIC)
                // A cabinet takes office overnight too, and drafts come the next day.
                .allow("/api/institutions/**", OFFICE)
                .allow("/api/consultations/*/comments/*/hiding", SECRETARIAT)
                .allow("/api/consultations/*/comments/*/acceptance", SECRETARIAT)
                .allow("/api/consultations/*/comments/*/refusal", SECRETARIAT)
                .allow("/api/consultations/*/comments/*/place", SECRETARIAT)
                .allow("/api/consultations/*/comments/*/answer", SECRETARIAT)
                .allow("/api/consultations/*/comments/*/former-text", SECRETARIAT)
                // Whether somebody without a name may read is a setting of each consultation.
                .allow(HttpMethod.GET, "/api/consultations/*/comments/**", Access.PUBLIC)
                .allow("/api/consultations/*/comments/**", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/consultations/*/comment-settings", Access.PUBLIC)
                .allow("/api/consultations/*/comment-settings", SECRETARIAT)
                .allow("/api/consultations/*/comment-queues/*", SECRETARIAT)
                .allow(HttpMethod.GET, "/api/consultations/*/comment-outcomes", Access.PUBLIC)
                .allow("/api/consultations/*/comment-drafts", Access.SIGNED_IN)
                .allow("/api/consultations/*/comment-export", Access.SIGNED_IN)
                .allow("/api/consultations/*/comment-form", Access.SIGNED_IN)
                .allow("/api/consultations/*/similar-comments", Access.SIGNED_IN)
                .allow("/api/consultations/*/participations/**", Access.SIGNED_IN)
                .allow("/api/consultations/*/organisation-states", SECRETARIAT)
                .allow("/api/consultations/*/notes/**", SECRETARIAT)
                .allow("/api/comment-drafts", Access.SIGNED_IN)
                .allow("/api/standings", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/consultations/*/deadline", SECRETARIAT)
                .allow("/api/consultations/*/opening", SECRETARIAT)
                .allow("/api/consultations/*/continuation", SECRETARIAT)
                .allow("/api/consultations/*/facts", SECRETARIAT)
                .allow("/api/consultations/*/answer", SECRETARIAT)
                .allow("/api/consultations/*/adoption", SECRETARIAT)
                .allow("/api/consultations/*/drop", SECRETARIAT)
                .allow("/api/consultations/*/reversal", SECRETARIAT)
                .allow("/api/consultations/*/internal-deadlines", SECRETARIAT)
                .allow("/api/internal-deadline-settings", SECRETARIAT)
                .allow(HttpMethod.GET, "/api/plan-entries", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/plan-entries/*", Access.PUBLIC)
                .allow("/api/plan-entries/**", SECRETARIAT)
                .allow("/api/plan-imports", SECRETARIAT)
                .allow(HttpMethod.GET, "/api/rules", Access.PUBLIC)
                .allow("/api/rules/*", SECRETARIAT)
                .allow(HttpMethod.GET, "/api/holidays", Access.PUBLIC)
                // A setting, and so the administrator's; but a day that is announced overnight cannot wait for one.
                .allow("/api/holidays/*", OFFICE)
                .allow("/api/consultations/*/law-in-force", SECRETARIAT)
                .allow(HttpMethod.GET, "/api/consultations/**", Access.PUBLIC)
                .allow("/api/laws-in-force/**", SECRETARIAT)
                .allow("/api/drafts/**", SECRETARIAT)
                .allow(HttpMethod.PUT, "/api/sources/*", ADMINISTRATOR)
                .allow(HttpMethod.POST, "/api/sources/previews", ADMINISTRATOR)
                .allow(HttpMethod.GET, "/api/sources/**", OFFICE)
                .allow(HttpMethod.POST, "/api/sources/*/checks", OFFICE)
                .allow(HttpMethod.GET, "/api/feeds/**", Access.PUBLIC)
                // The address itself is the secret: calendars cannot sign in.
                .allow(HttpMethod.GET, "/api/calendars/*", Access.PUBLIC)
                .allow("/api/calendar-link", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/v3/api-docs/**", Access.PUBLIC)
                .build();
    }
}
