package org.civikos.consultation.comment;

import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.PermanentFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Follows the answers to alerts that notification-service has read. */
@Configuration(proxyBeanMethods = false)
class ReplyBindings {

    record ReplyFact(@Nullable String replyId, @Nullable String personId, @Nullable String consultationId, @Nullable String text) {
    }

    @Bean
    EventConsumer replies(MailedComments mailed, JsonMapper json) {
        return EventConsumer.named("replies").on("org.civikos.notification.reply-received.v1", ReplyFact.class, (fact, metadata) -> {
            if (fact.replyId() == null || fact.personId() == null || fact.consultationId() == null || fact.text() == null) {
                throw new PermanentFailure("An answer without identifier, person, consultation or text");
            }
            mailed.take(fact.replyId(), fact.personId(), fact.consultationId(), fact.text());
        }).build(json);
    }
}
