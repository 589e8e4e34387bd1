package org.civikos.consultation.participation;

import java.time.Instant;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.PermanentFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Follows what people answer by SMS about whether a draft concerns them. */
@Configuration(proxyBeanMethods = false)
class RelevanceBindings {

    record RelevanceFact(
            @Nullable String replyId, @Nullable String personId, @Nullable String consultationId, @Nullable Boolean relevant, @Nullable Instant receivedAt) {
    }

    @Bean
    EventConsumer relevanceReplies(RepliedRelevance replied, JsonMapper json) {
        return EventConsumer.named("relevanceReplies").on("org.civikos.notification.relevance-replied.v1", RelevanceFact.class, (fact, metadata) -> {
            if (fact.replyId() == null || fact.personId() == null || fact.consultationId() == null || fact.relevant() == null || fact.receivedAt() == null) {
                throw new PermanentFailure("An answer without identifier, person, consultation, word or time");
            }
            replied.take(fact.replyId(), fact.personId(), fact.consultationId(), fact.relevant(), fact.receivedAt());
        }).build(json);
    }
}
