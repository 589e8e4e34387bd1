package org.civikos.notification.reply;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever answered an alert by mail what became of their words: a draft that waits, or why nothing could be made of them.
 * Once for each answer, however often that is said.
 */
final class ReplyAnswers {

    /** After so long it is no news any more. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final Set<String> EXPLAINED = Set.of("no-mandate", "organisation-suspended", "deadline-passed", "too-many-drafts", "nothing-written");

    /**
     * As the event tells it.
     *
     * @param outcome drafted, for-sign-off or refused
     * @param code why it was refused
     */
    record Answered(String replyId, String personId, String consultationId, String outcome, @Nullable String code) {}

    private final Members members;
    private final Notices notices;
    private final String publicUrl;

    ReplyAnswers(Members members, Notices notices, String publicUrl) {
        this.members = members;
        this.notices = notices;
        this.publicUrl = publicUrl;
    }

    void tell(Answered answered) {
        members.contact(answered.personId()).filter(contact -> contact.email() != null && !contact.email().isBlank())
                .ifPresent(contact -> notices.send("reply\n" + answered.replyId(), new Notices.Notice(answered.personId(), contact.email(),
                        contact.language(), what(answered), url(answered), List.of()), GOOD_FOR));
    }

    private static String what(Answered answered) {
        if (!answered.outcome().equals("refused")) {
            return "reply-" + answered.outcome();
        }
        return "reply-" + (answered.code() != null && EXPLAINED.contains(answered.code()) ? answered.code() : "refused");
    }

    private String url(Answered answered) {
        return answered.outcome().equals("refused") ? publicUrl + "/consultations/" + answered.consultationId() : publicUrl + "/comment-drafts";
    }
}
