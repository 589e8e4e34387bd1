package org.civikos.notification.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.InboxTexts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.sms.SmsTexts;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** What stands in the mail and in the SMS of a message that a program sent. */
record MessageLetters(MongoMessages messages, Alerts alerts, Phrases phrases) implements Letters, SmsTexts, InboxTexts {

    @Override
    public Optional<Letter> of(Delivery delivery) {
        return message(delivery).map(message -> letter(message, Language.of(delivery.language())));
    }

    @Override
    public Optional<String> text(Delivery delivery) {
        return message(delivery).map(message -> message.sms() == null ? message.subject() : message.sms());
    }

    @Override
    public AlertKind kind() {
        return AlertKind.MESSAGE;
    }

    @Override
    public Optional<Said> inbox(Delivery delivery) {
        return messages.content(delivery.alertId()).map(message -> new Said(message.subject(),
                message.text().isBlank() && message.sms() != null ? message.sms() : message.text()));
    }

    private Optional<Message> message(Delivery delivery) {
        return alerts.facts(delivery.alertId()).kind() == AlertKind.MESSAGE ? messages.content(delivery.alertId()) : Optional.empty();
    }

    private Letter letter(Message message, Language language) {
        List<Map<String, Object>> paragraphs = new ArrayList<>();
        for (String paragraph : message.text().split("\n\\s*\n")) {
            if (!paragraph.isBlank()) {
                paragraphs.add(Map.of("lines", paragraph.strip().lines().map(line -> Map.of("text", line)).toList()));
            }
        }
        Map<String, Object> values = new HashMap<>();
        values.put("heading", message.subject());
        values.put("paragraphs", paragraphs);
        boolean own = message.keyId().equals(Message.SYSTEM);
        values.put("why", own ? phrases.say(language, "message.why.system") : phrases.say(language, "message.why", Map.of("sender", message.sender())));
        return new Letter("message", message.subject(), values);
    }
}
