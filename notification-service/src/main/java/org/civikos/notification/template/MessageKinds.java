package org.civikos.notification.template;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/**
 * Every kind of message whose texts can be changed. A new kind is one line in one of the lists: its texts stay where they are, in the phrases,
 * and are shown as version 0.
 */
public final class MessageKinds {

    /** A number that has the general plural form in all three languages and is found again in what is written with it. */
    private static final int MANY = 25;

    /** About one draft. */
    static final List<MessageKind> DRAFTS = List.of(
            draft("consultation-opened", "mail.subject.days"),
            draft("deadline-moved", "mail.subject.moved", Placeholder.PREVIOUS_DEADLINE),
            draft("draft-changed.text-changed", "mail.subject.changed", Placeholder.CHANGED_ARTICLES),
            draft("draft-changed.title-changed", "mail.subject.changed", Placeholder.PREVIOUS_TITLE, Placeholder.NEW_TITLE),
            draft("draft-changed.file-replaced", "mail.subject.changed"),
            draft("draft-changed.document-added", "mail.subject.changed"),
            draft("draft-changed.page-gone", "mail.subject.changed"),
            draft("campaign-linked", "mail.subject.days", Placeholder.CAMPAIGN),
            draft("reminder", "mail.subject.days"));

    /** About many. */
    static final List<MessageKind> LETTERS = List.of(
            letter("digest", EnumSet.of(Placeholder.HEADING, Placeholder.SUMMARY, Placeholder.URGENT, Placeholder.DRAFTS), "{summary}", """
                    # {heading}
                    **{urgent}**

                    {drafts}
                    """),
            letter("silence", EnumSet.of(Placeholder.HEADING, Placeholder.REPORT, Placeholder.TROUBLED, Placeholder.NOTHING, Placeholder.SOURCES), "{heading}", """
                    # {heading}
                    {report}

                    {troubled}

                    **{nothing}**

                    {sources}
                    """));

    /** Answers to what somebody did. */
    static final List<MessageKind> NOTICES = List.of(
            notice("confirm"), notice("link"), notice("number-stopped"), notice("number-failed"), notice("number-started"), notice("address-lift"),
            notice("reply-drafted"), notice("reply-for-sign-off"), notice("reply-no-mandate"), notice("reply-several-organisations"), notice("reply-organisation-suspended"),
            notice("reply-deadline-passed"), notice("reply-too-many-drafts"), notice("reply-nothing-written"), notice("reply-refused"),
            notice("reply-comments-not-taken"), notice("reply-comments-general-only"),
            notice("sms-not-relevant"), notice("sms-relevant"), notice("sms-no-mandate"), notice("sms-organisation-suspended"),
            notice("sms-several-organisations"), notice("sms-deadline-passed"), notice("sms-refused"), notice("sms-shared-number"),
            notice("sms-several-drafts"));

    /** From one colleague to another. */
    static final List<MessageKind> COLLEAGUES = List.of(asked("comment-review"), asked("comment-sign-off"));

    private static final List<MessageKind> ALL = Stream.of(DRAFTS, LETTERS, NOTICES, COLLEAGUES).flatMap(List::stream).toList();

    private MessageKinds() {}

    public static List<MessageKind> all() {
        return ALL;
    }

    public static Optional<MessageKind> find(String code) {
        return ALL.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    /** A message about one draft, with the texts {@code mail.CODE.what} and {@code sms.CODE}. */
    private static MessageKind draft(String code, String subject, Placeholder... further) {
        Set<Placeholder> placeholders = EnumSet.range(Placeholder.GREETING, Placeholder.STOP_LINK);
        placeholders.removeAll(EnumSet.of(Placeholder.PREVIOUS_DEADLINE, Placeholder.CHANGED_ARTICLES, Placeholder.CAMPAIGN,
                Placeholder.PREVIOUS_TITLE, Placeholder.NEW_TITLE));
        Collections.addAll(placeholders, further);
        return new MessageKind(code, Collections.unmodifiableSet(placeholders), List.of(TemplateChannel.values()), (phrases, language, channel) -> {
            String what = phrases.say(language, "mail." + code + ".what", Map.of("institution", Placeholder.INSTITUTION.braces(),
                    "previous", Placeholder.PREVIOUS_DEADLINE.braces(), "articles", MANY, "campaign", Placeholder.CAMPAIGN.braces(),
                    "before", Placeholder.PREVIOUS_TITLE.braces(), "after", Placeholder.NEW_TITLE.braces()));
            what = again(what, phrases.say(language, "changed.articles", Map.of("articles", MANY)), Placeholder.CHANGED_ARTICLES);
            return switch (channel) {
                case EMAIL -> new Source(subject(phrases, language, subject), mail(phrases, language, what, code.startsWith("draft-changed.") ? "mail.button.changes" : "mail.button.read"));
                case SMS -> new Source("", again(phrases.say(language, "sms." + code, Map.of("title", Placeholder.TITLE.braces(),
                        "deadline", Placeholder.DEADLINE_SHORT.braces(), "days", MANY)),
                        phrases.say(language, "sms.days", Map.of("days", MANY)), Placeholder.DAYS_SHORT) + " " + Placeholder.LINK.braces());
                case INBOX -> new Source("", what + " " + Placeholder.CLOSES.braces());
            };
        });
    }

    /** A mail to each reader for themselves, which can be stopped. */
    private static MessageKind letter(String code, Set<Placeholder> own, String subject, String middle) {
        Set<Placeholder> placeholders = EnumSet.of(Placeholder.GREETING, Placeholder.SETTINGS_LINK, Placeholder.WHY, Placeholder.STOP_LINK);
        placeholders.addAll(own);
        return new MessageKind(code, Collections.unmodifiableSet(placeholders), List.of(TemplateChannel.EMAIL), (phrases, language, _) ->
                new Source(subject, """
                {greeting}

                %s
                [%s]({settings_link})

                ---
                {why}
                [%s]({stop_link})
                """.formatted(middle, phrases.say(language, "mail.button.settings"), phrases.say(language, "mail.stop"))));
    }

    /** One mail that answers what somebody did: a button, and nothing to stop. */
    private static MessageKind notice(String what) {
        return notice(what, EnumSet.of(Placeholder.GREETING, Placeholder.DETAILS, Placeholder.LINK, Placeholder.WHY), heading -> heading);
    }

    /** One mail that asks a colleague for something: its subject says how long there is time. */
    private static MessageKind asked(String what) {
        return notice(what, EnumSet.of(Placeholder.GREETING, Placeholder.SUMMARY, Placeholder.DETAILS, Placeholder.LINK, Placeholder.WHY), _ -> Placeholder.SUMMARY.braces());
    }

    private static MessageKind notice(String what, Set<Placeholder> placeholders, UnaryOperator<String> subject) {
        String key = "notice." + what;
        return new MessageKind(key, Collections.unmodifiableSet(placeholders), List.of(TemplateChannel.EMAIL), (phrases, language, _) -> {
            String heading = phrases.say(language, key + ".heading");
            return new Source(subject.apply(heading), """
                    {greeting}

                    # %s
                    %s

                    {details}

                    [%s]({link})

                    ---
                    %s
                    {why}
                    """.formatted(heading, phrases.say(language, key + ".text"), phrases.say(language, key + ".button"), phrases.say(language, key + ".after")));
        });
    }

    private static String subject(Phrases phrases, Language language, String key) {
        String about = phrases.say(language, "mail.subject.institution",
                Map.of("title", Placeholder.TITLE.braces(), "institution", Placeholder.INSTITUTION.braces()));
        return again(phrases.say(language, key, Map.of("days", MANY, "what", about)), phrases.say(language, "days.left", Map.of("days", MANY)),
                Placeholder.DAYS_LEFT);
    }

    private static String mail(Phrases phrases, Language language, String what, String read) {
        return """
                {greeting}

                # {title}
                {institution}

                %s
                **{closes}**
                {size}

                [%s]({link})
                [%s]({comment_link})
                [%s]({not_relevant_link})

                {answer}

                ---
                {why}
                [%s]({settings_link})
                [%s]({stop_link})
                """.formatted(what, phrases.say(language, read), phrases.say(language, "mail.button.comment"), phrases.say(language, "mail.button.not-relevant"),
                phrases.say(language, "mail.button.settings"), phrases.say(language, "mail.stop"));
    }

    /** Puts the placeholder where the words that it stands for were written. */
    private static String again(String text, String words, Placeholder placeholder) {
        return text.replace(words, placeholder.braces());
    }
}
