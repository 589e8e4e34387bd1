package org.civikos.notification.message;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the secretariat, on its screen and by mail, what the system cannot settle by itself. Each notice goes out once, by whomever and however often it is told. */
public final class StaffNotices {

    private static final Logger log = LoggerFactory.getLogger(StaffNotices.class);

    private static final String SEED = "notice\n";

    private final StaffBoard board;
    private final MongoMessages messages;
    private final MessageRunner runner;
    private final Phrases phrases;
    private final List<String> addresses;
    private final Language language;
    private final Clock clock;

    StaffNotices(StaffBoard board, MongoMessages messages, MessageRunner runner, Phrases phrases, List<String> addresses, String language, Clock clock) {
        this.board = board;
        this.messages = messages;
        this.runner = runner;
        this.phrases = phrases;
        this.addresses = List.copyOf(addresses);
        this.language = Language.of(MessageIntake.language(language));
        this.clock = clock;
    }

    /**
     * @param id tells this notice from every other; the same id is told once
     * @param words the key of the phrases, of which there are ID.subject and ID.text
     */
    public void tell(String id, String words, Map<String, ?> values) {
        board.post(id, words, values);
        String subject = subject(phrases, language, words, values);
        String text = text(phrases, language, words, values);
        log.warn("For the secretariat: {}", subject);
        if (addresses.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Message> made = new ArrayList<>();
        for (String address : addresses) {
            made.add(new Message(SEED + id + "\n" + address, Message.SYSTEM, "CiviKos", ApiKey.Type.LIVE, List.of(), null,
                    new Recipient(Recipient.Kind.EMAIL, address), List.of(Channel.EMAIL), language.code(), subject, text, null, true, now));
        }
        messages.insertMissing(made);
        runner.wake(Message.SYSTEM);
    }

    /** Whether somebody of the secretariat has marked a notice as done. */
    public boolean done(String id) {
        return board.isDone(id);
    }

    /** Whether an alert carries a notice, and is nobody else's message. */
    public static boolean carriedBy(Alert alert) {
        return alert.kind() == AlertKind.MESSAGE && alert.causeId().startsWith(Message.CAUSE + SEED);
    }

    static String subject(Phrases phrases, Language language, String words, Map<String, ?> values) {
        return MessageIntake.oneLine(phrases.say(language, "notice." + words + ".subject", values));
    }

    static String text(Phrases phrases, Language language, String words, Map<String, ?> values) {
        return MessageIntake.clean(phrases.say(language, "notice." + words + ".text", values));
    }
}
