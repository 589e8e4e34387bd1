package org.civikos.notification.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.subscription.Fact;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a consultation of which everyone it concerns is told once.
 *
 * @param causeId id of the event; a redelivery carries the same, so it can make only one alert
 * @param cause type of the event
 * @param eventTime when the fact was stored by whom it belongs to; who was granted a mandate later is not concerned
 * @param deadline local date and time in Kosovo, such as 2026-12-11T23:59
 * @param deadlineAt the same as a moment
 * @param previousDeadline only where the deadline was moved
 * @param concerned how many people it concerns; 0 until planned
 * @param reached how many of them got it by at least one channel; 0 until completed
 * @param unreached how many of them got it by none because a delivery failed (not by their own choice); 0 until completed
 * @param change what the publisher changed, where the draft was
 * @param actKind what kind of act the draft is; null where the event did not say
 * @param takenUp by which campaign, where that is the fact
 * @param totals by channel, how many deliveries ended in which state; empty until completed
 */
public record Alert(
        AlertKind kind,
        String causeId,
        String cause,
        Instant eventTime,
        String consultationId,
        String title,
        String language,
        String institution,
        List<String> fields,
        String deadline,
        Instant deadlineAt,
        @Nullable String previousDeadline,
        int articleCount,
        Instant createdAt,
        Status status,
        int concerned,
        int reached,
        int unreached,
        Map<String, Map<String, Integer>> totals,
        @Nullable Instant completedAt,
        @Nullable DraftChange change,
        @Nullable String actKind,
        @Nullable TakenUp takenUp) {

    /** The cause of a message that nobody gets: what becomes of it is made up. */
    public static final String SIMULATED = "message-simulated";

    /** Among the fields of a program's message: it waits for nothing. */
    public static final String CRITICAL = "critical";

    /** Stands in the place of the institution in documents of the network's own. */
    static final String NETWORK = "network";
    /** The consultation's deadline is so near that a summary or a quiet night would cost what is left. */
    private static final Duration NEAR = Duration.ofHours(48);

    /**
     * What the publisher changed; only where that is the fact.
     *
     * @param changes what it is, as in file-replaced; the most telling one decides what the message says
     * @param articles how many articles and other parts read differently
     * @param previousTitle what the publisher called it before, where that changed
     * @param newTitle what the publisher calls it now, where that changed
     */
    public record DraftChange(List<String> changes, int articles, @Nullable String previousTitle, @Nullable String newTitle) {

        public DraftChange {
            changes = List.copyOf(changes);
        }

        /** One whose title is what it was. */
        public DraftChange(List<String> changes, int articles) {
            this(changes, articles, null, null);
        }

        /**
         * The change that a reader wants to know of first, one of {@link #TELLING}.
         *
         * @throws IllegalStateException if there is none: nobody is alerted to such a change
         */
        public String what() {
            return TELLING.stream().filter(changes::contains).findFirst()
                    .orElseThrow(() -> new IllegalStateException("Nobody is alerted to " + changes));
        }
    }

    static final String TITLE_CHANGED = "title-changed";
    /** Those that people are alerted to, the most telling first; that a page is back is no reason to write to anybody. */
    static final List<String> TELLING = List.of("text-changed", TITLE_CHANGED, "file-replaced", "document-added", "page-gone");

    /** The campaign that has taken a draft up, and its working group. */
    public record TakenUp(String campaignId, String group, String title) {}

    /**
     * What brought an alert about.
     *
     * @param id of the event; a redelivery carries the same
     * @param type of the event
     * @param time when the fact was stored by whom it belongs to
     */
    public record Cause(AlertKind kind, String id, String type, Instant time) {}

    /** What an alert is about: the draft as it is when the alert is made. The members are those of the alert. */
    public record Subject(
            String consultationId, String title, String language, String institution, List<String> fields, @Nullable String actKind, String deadline,
            Instant deadlineAt, int articleCount) {

        /**
         * No draft.
         *
         * @param fields what else its writers have to know, such as that its program gave words for an SMS
         * @param until nobody is helped by it after this
         */
        public static Subject noDraft(String title, String language, List<String> fields, Instant until) {
            return new Subject("", title, language, "", fields, null,
                    LocalDateTime.ofInstant(until, WorkingDays.ZONE).truncatedTo(ChronoUnit.MINUTES).toString(), until, 0);
        }
    }

    /** One that is new: nobody has been told yet. */
    public static Alert of(Cause cause, Subject about, Instant now) {
        return new Alert(cause.kind(), cause.id(), cause.type(), cause.time(), about.consultationId(), about.title(), about.language(), about.institution(),
                about.fields(), about.deadline(), about.deadlineAt(), null, about.articleCount(), now, Status.PLANNING, 0, 0, 0, Map.of(), null, null,
                about.actKind(), null);
    }

    /** The same with what else the fact says; null for what it does not. */
    public Alert saying(@Nullable String deadlineBefore, @Nullable DraftChange changed, @Nullable TakenUp by) {
        return new Alert(kind, causeId, cause, eventTime, consultationId, title, language, institution, fields, deadline, deadlineAt, deadlineBefore,
                articleCount, createdAt, status, concerned, reached, unreached, totals, completedAt, changed, actKind, by);
    }

    /** How far an alert has come. */
    public enum Status {
        /** Deliveries are being written down. */
        PLANNING,
        /** All are written down and on their way. */
        SENDING,
        COMPLETED
    }

    /** The alert's id, derived from the event's: the same event cannot make two. */
    public static String idOf(String eventId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("alert\n" + eventId).getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (0x80 | hash[6] & 0x0f);
            hash[8] = (byte) (0x80 | hash[8] & 0x3f);
            String hex = HexFormat.of().formatHex(hash, 0, 16);
            return hex.substring(0, 8) + '-' + hex.substring(8, 12) + '-' + hex.substring(12, 16) + '-'
                    + hex.substring(16, 20) + '-' + hex.substring(20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public LocalDateTime localDeadline() {
        return LocalDateTime.parse(deadline);
    }

    /**
     * Whether it is of a document of the network's own, which is nobody else's business. Such a document has no institution, and
     * {@link #NETWORK} stands in its place.
     */
    public boolean ofNetwork() {
        return institution.equals(NETWORK);
    }

    /** Whether nothing of it may leave. */
    public boolean simulated() {
        return kind == AlertKind.MESSAGE && cause.equals(SIMULATED);
    }

    /** Whether it can be said in an SMS: what is about no draft is too long, and a program's message says it only where its program gave the words. */
    boolean fitsSms() {
        return kind.aboutDraft() || kind == AlertKind.MESSAGE && fields.contains("sms");
    }

    /**
     * What subscriptions look at.
     *
     * @param campaigns that have taken the draft up
     */
    public Fact fact(List<Campaign> campaigns) {
        Fact plain = Fact.of(consultationId, institution, actKind, fields, title);
        return takenUp != null ? plain.takenUpBy(List.of(takenUp.campaignId()), List.of(takenUp.group()))
                : plain.in(campaigns.stream().map(Campaign::id).toList(), campaigns.stream().map(Campaign::group).distinct().toList());
    }

    /**
     * Whether everybody it concerns has to know at once, whatever they asked for: a deadline that was put forward, or one that
     * was less than two days away when the fact came about; or what a program calls critical, where its key may.
     */
    public boolean critical() {
        if (kind == AlertKind.MESSAGE) {
            return fields.contains(CRITICAL);
        }
        boolean putForward = previousDeadline != null && localDeadline().isBefore(LocalDateTime.parse(previousDeadline));
        return putForward || deadlineAt.isBefore(eventTime.plus(NEAR));
    }

    /** Whether it is the last reminder before the deadline, which goes to deputies too. */
    boolean lastReminder() {
        return kind == AlertKind.REMINDER && cause.equals("reminder-two-hours");
    }

    boolean completed() {
        return status == Status.COMPLETED;
    }

    /** The same fact of a consultation that is called and closes otherwise by now; a change of the draft told with a deadline that was moved back is one without. */
    public Alert as(String titleNow, String deadlineNow, Instant deadlineAtNow) {
        String before = kind == AlertKind.DRAFT_CHANGED && deadlineNow.equals(previousDeadline) ? null : previousDeadline;
        return new Alert(kind, causeId, cause, eventTime, consultationId, titleNow, language, institution, fields, deadlineNow, deadlineAtNow, before,
                articleCount, createdAt, status, concerned, reached, unreached, totals, completedAt, change, actKind, takenUp);
    }

    /** All deliveries are written down; nothing changes if they were before. */
    Alert planned(int people) {
        return status != Status.PLANNING ? this
                : new Alert(kind, causeId, cause, eventTime, consultationId, title, language, institution, fields, deadline, deadlineAt,
                        previousDeadline, articleCount, createdAt, Status.SENDING, people, 0, 0, totals, null, change, actKind, takenUp);
    }

    /** @throws IllegalStateException if the alert is still being planned, or was completed before */
    Alert completedWith(int personsReached, int personsUnreached, Map<String, Map<String, Integer>> ended, Instant now) {
        if (status != Status.SENDING) {
            throw new IllegalStateException("An alert that is " + status + " cannot be completed");
        }
        return new Alert(kind, causeId, cause, eventTime, consultationId, title, language, institution, fields, deadline, deadlineAt,
                previousDeadline, articleCount, createdAt, Status.COMPLETED, concerned, personsReached, personsUnreached, ended, now, change, actKind, takenUp);
    }
}
