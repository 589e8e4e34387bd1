package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.platform.messaging.PermanentFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever answered an alert by mail what became of their words: a draft that waits, or why nothing could be made of them.
 * Once for each answer, however often that is said, and not more often in a day than {@link AnswerLimits} allow: the draft is there all the same.
 */
final class ReplyAnswers {

    /** After so long it is no news any more. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final Set<String> EXPLAINED = Set.of("no-mandate", "several-organisations", "organisation-suspended", "deadline-passed", "too-many-drafts", "nothing-written",
            "comments-not-taken", "comments-general-only");
    private static final Pattern COMMENT = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
    private static final Set<String> OUTCOMES = Set.of("drafted", "for-sign-off", "refused");
    private static final Logger log = LoggerFactory.getLogger(ReplyAnswers.class);

    /**
     * As the event tells it.
     *
     * @param outcome drafted, for-sign-off or refused
     * @param code why it was refused
     * @param commentId what was made of it
     */
    record Answered(@Nullable String replyId, @Nullable String personId, @Nullable String consultationId, @Nullable String outcome, @Nullable String code,
            @Nullable String commentId) {}

    private final Members members;
    private final Notices notices;
    private final AnswerLimits limits;
    private final MeterRegistry meters;
    private final Clock clock;
    private final String publicUrl;

    ReplyAnswers(Members members, Notices notices, AnswerLimits limits, MeterRegistry meters, Clock clock, String publicUrl) {
        this.members = members;
        this.notices = notices;
        this.limits = limits;
        this.meters = meters;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * @param at when it came about
     * @throws PermanentFailure if something is missing, or it is so old that it is no news any more
     */
    void tell(Answered answered, Instant at) {
        if (answered.replyId() == null || answered.personId() == null || answered.consultationId() == null || answered.outcome() == null || !OUTCOMES.contains(answered.outcome())) {
            throw new PermanentFailure("What became of an answer, without identifier, person, consultation or a known outcome");
        }
        if (!at.equals(Instant.EPOCH) && at.isBefore(clock.instant().minus(GOOD_FOR))) {
            throw new PermanentFailure("What became of answer " + answered.replyId() + " is no news any more: it is from " + at);
        }
        if (!limits.allows(answered.personId(), answered.replyId())) {
            log.warn("The writer of answer {} is not mailed what became of it: there were too many today", answered.replyId());
            count("too-many");
            return;
        }
        count(answered.outcome());
        members.contact(answered.personId()).filter(contact -> contact.mailAddress() != null)
                .ifPresent(contact -> notices.send("reply\n" + answered.replyId(), new Notices.Notice(answered.personId(), contact.mailAddress(),
                        contact.language(), what(answered), url(answered), List.of()), GOOD_FOR));
    }

    private void count(String outcome) {
        meters.counter("civikos.replies.answered", "outcome", outcome).increment();
    }

    private static String what(Answered answered) {
        if (!answered.outcome().equals("refused")) {
            return "reply-" + answered.outcome();
        }
        return "reply-" + (answered.code() != null && EXPLAINED.contains(answered.code()) ? answered.code() : "refused");
    }

    private String url(Answered answered) {
        if (answered.outcome().equals("refused")) {
            return publicUrl + "/consultations/" + answered.consultationId();
        }
        if (answered.commentId() == null || !COMMENT.matcher(answered.commentId()).matches()) {
            return publicUrl + "/comment-drafts";
        }
        // One that waits for sign-off is acted on in the list; a draft is gone on with.
        return answered.outcome().equals("for-sign-off") ? publicUrl + "/comment-drafts#comment-" + answered.commentId()
                : publicUrl + "/consultations/" + answered.consultationId() + "/comment?draft=" + answered.commentId();
    }
}
