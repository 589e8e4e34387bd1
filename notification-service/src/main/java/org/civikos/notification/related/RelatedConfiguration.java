package org.civikos.notification.related;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.settings.PublicFacts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RelatedConfiguration {

    @Bean
    RelatedWords relatedWords(PublicFacts facts, Clock clock) {
        return new RelatedWords(Thesaurus.delivered(), () -> titles(facts), clock);
    }

    /** Each draft once, as it was called last. */
    private static List<Titles.Title> titles(PublicFacts facts) {
        Map<String, Titles.Title> byDraft = new LinkedHashMap<>();
        facts.latestFirst().forEach(seen -> byDraft.putIfAbsent(seen.fact().consultationId(), new Titles.Title(seen.title(), seen.language())));
        return List.copyOf(byDraft.values());
    }
}
