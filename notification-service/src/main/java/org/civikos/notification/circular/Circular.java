package org.civikos.notification.circular;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to many.
 *
 * @param texts by language; who reads none of them gets the first of Albanian, English, Serbian that is there
 * @param audience those who may speak for one of these organisations when it is sent
 * @param sendAt when
 * @param decidedBy who stopped it, or said what becomes of it after it missed its time
 */
record Circular(
        String id, Map<Language, Text> texts, Audience audience, List<Channel> channels, Instant sendAt, Status status, String by, Instant createdAt,
        @Nullable String decidedBy) {

    /** What could not be handed over for so long is no longer worth sending. */
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    /** @param sms in plain letters, one message; empty where no SMS is sent */
    record Text(String subject, String text, String sms) {}

    /** How far it has come. */
    enum Status {
        SCHEDULED,
        /** Nobody can stop it any more; its alert is being made. */
        STARTING,
        BEGUN,
        CANCELLED,
        /** It missed its time and waits for the secretariat to say what becomes of it. */
        ASKS
    }

    /** Which organisations. */
    enum Scope {
        EVERYBODY,
        ORGANISATIONS,
        FIELDS
    }

    /** @param values ids of organisations or words of fields; empty for everybody */
    record Audience(Scope scope, List<String> values) {

        boolean means(String organisationId, List<String> fields) {
            return switch (scope) {
                case EVERYBODY -> true;
                case ORGANISATIONS -> values.contains(organisationId);
                case FIELDS -> fields.stream().anyMatch(values::contains);
            };
        }
    }

    /** The alert by which it is sent, or, with another cause, by which its text is tried out. */
    static Alert alert(String causeId, String subject, Language language, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return Alert.of(new Alert.Cause(AlertKind.CIRCULAR, causeId, AlertKind.CIRCULAR.code(), at), Alert.Subject.noDraft(subject, language.code(), List.of(), at.plus(GOOD_FOR)), at);
    }

    static String causeId(String id) {
        return "circular\n" + id;
    }

    String alertId() {
        return Alert.idOf(causeId(id));
    }

    /** The language in which somebody gets it. */
    Language languageFor(Language reader) {
        return texts.containsKey(reader) ? reader
                : List.of(Language.SQ, Language.EN, Language.SR).stream().filter(texts::containsKey).findFirst().orElseThrow();
    }

    Optional<Text> text(Language language) {
        return Optional.ofNullable(texts.get(language));
    }

    /** Whether both say the same to the same people at the same time. */
    boolean same(Circular other) {
        return texts.equals(other.texts) && audience.equals(other.audience) && channels.equals(other.channels) && sendAt.equals(other.sendAt);
    }
}
