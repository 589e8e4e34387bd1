package org.civikos.notification.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.AlertSettings;
import org.jspecify.annotations.Nullable;

/**
 * Tells by mail what became of an answer by SMS or by the link of a mail: what was noted, and where to take it back, since a sender's number can be forged and a mail passed on; or why
 * nothing was noted. The same cause is told once.
 */
final class SmsAnswerMails {

    /** After so long it is no news any more. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final Set<String> EXPLAINED = Set.of("no-mandate", "organisation-suspended", "several-organisations", "deadline-passed");

    /**
     * As the event tells it.
     *
     * @param outcome not-relevant, relevant or refused
     * @param code why it was refused
     */
    record Answered(String replyId, String personId, String consultationId, String outcome, @Nullable String code) {}

    private final Members members;
    private final Notices notices;
    private final String publicUrl;

    SmsAnswerMails(Members members, Notices notices, String publicUrl) {
        this.members = members;
        this.notices = notices;
        this.publicUrl = publicUrl;
    }

    /** @param title of the draft; null if it is not known any more */
    void tell(Answered answered, @Nullable String title) {
        String what = !answered.outcome().equals("refused") ? answered.outcome()
                : answered.code() != null && EXPLAINED.contains(answered.code()) ? answered.code() : "refused";
        send(answered.replyId(), answered.personId(), "sms-" + what, publicUrl + "/consultations/" + answered.consultationId(),
                title == null ? List.of() : List.of(title));
    }

    /** Nobody knows which of two people wrote; each of them hears of it once a day at most. */
    void sharedNumber(String person, Instant now) {
        send("shared\n" + person + "\n" + now.atZone(AlertSettings.KOSOVO).toLocalDate(), person, "sms-shared-number", publicUrl + "/consultations", List.of());
    }

    /** Nobody knows which of two drafts is meant; once for each last SMS. */
    void severalDrafts(String person, String alertId) {
        send("several\n" + person + "\n" + alertId, person, "sms-several-drafts", publicUrl + "/consultations", List.of());
    }

    private void send(String cause, String person, String what, String url, List<String> details) {
        members.contact(person).filter(contact -> contact.mailAddress() != null)
                .ifPresent(contact -> notices.send("sms-answer\n" + cause,
                        new Notices.Notice(person, contact.mailAddress(), contact.language(), what, url, details), GOOD_FOR));
    }
}
