package org.civikos.notification.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.jspecify.annotations.Nullable;

/** What the interface shows of a ledger. */
final class LedgerView {

    /** @param text the reason in plain words, with what to do */
    record ReasonCountView(String reason, String text, int people) {}

    /**
     * How many people stand how; each person stands once.
     *
     * @param delivered have it by a provider's word that it arrived
     * @param handedOver of them a provider took it and nobody says that it arrived
     * @param inSummary wait for a daily or weekly summary
     * @param inboxOnly asked for no message and find it in the inbox
     * @param reasons why those who are not reached are not, the most frequent first
     */
    record KnowledgeView(
            int toKnow, int delivered, int handedOver, int onItsWay, int inSummary, int inboxOnly, int notReached, List<ReasonCountView> reasons) {}

    /** By one channel alone: whoever is not reached by it may know by another one. */
    record LedgerChannelView(String channel, KnowledgeView people) {}

    /** @param status planning, sending or completed */
    record LedgerAlertView(String id, String kind, Instant createdAt, String status, KnowledgeView people) {}

    /**
     * @param countedAt of when the figures are: of a large network some minutes ago at most
     * @param running whether something about the draft is still being sent
     * @param alerts the latest first
     * @param failed messages that "send again" would send; @param failedPeople how many people would get one
     */
    record DraftLedgerView(
            String consultationId, String title, Instant countedAt, boolean running, KnowledgeView people, List<LedgerChannelView> channels,
            List<LedgerAlertView> alerts, int failed, int failedPeople) {}

    /** @param group organisation, outside (readers outside the network) or forgotten (no longer kept); @param name of the organisation as it was then */
    record LedgerGroupView(String group, @Nullable String name, KnowledgeView people) {}

    /**
     * One alert by one channel.
     *
     * @param address masked
     * @param state delivered, handed-over, on-its-way, in-summary, inbox-only or not-reached
     * @param since when it arrived, or was taken
     * @param dueAt when the summary goes out, or what waits is tried
     * @param summaryId the alert that carried it, where that was a summary
     * @param reason why it has not arrived, in plain words
     * @param failed whether it was tried
     */
    record LedgerMessageView(
            String id, String alertId, String kind, Instant createdAt, String channel, @Nullable String address, String state, @Nullable Instant since,
            @Nullable Instant dueAt, @Nullable String summaryId, @Nullable String provider, int attempts, @Nullable String reason, @Nullable String detail,
            boolean failed) {}

    /**
     * @param name null once it is forgotten, and for readers outside the network
     * @param state by the messages that count, the best of them
     * @param messages the latest alert first
     */
    record LedgerPersonView(
            String personId, @Nullable String name, String group, List<String> organisations, String state, @Nullable Instant since, @Nullable Instant dueAt,
            @Nullable String reason, List<LedgerMessageView> messages) {}

    /** @param searched how much of the ledger has been looked through, from 0 to 1: a page may be short, or empty, before the end */
    record LedgerPageView(List<LedgerPersonView> items, @Nullable String next, double searched) {}

    private final Phrases phrases;
    private final Language language;

    LedgerView(Phrases phrases, Language language) {
        this.phrases = phrases;
        this.language = language;
    }

    DraftLedgerView whole(DraftLedger.Draft draft, Figures figures) {
        List<LedgerAlertView> alerts = new ArrayList<>();
        draft.alerts().forEach((id, alert) -> alerts.addFirst(new LedgerAlertView(id, alert.kind().code(), alert.createdAt(),
                alert.status().name().toLowerCase(Locale.ROOT), knowledge(figures.alerts.getOrDefault(id, new Count())))));
        return new DraftLedgerView(draft.id(), draft.title(), figures.countedAt, draft.alerts().values().stream().anyMatch(one -> one.status() != Alert.Status.COMPLETED),
                knowledge(figures.all), figures.channels.entrySet().stream().map(one -> new LedgerChannelView(one.getKey().code(), knowledge(one.getValue()))).toList(),
                alerts, figures.failed, figures.failedPeople);
    }

    LedgerGroupView group(Group group, Count count) {
        return new LedgerGroupView(group.kind().code(), group.name().isEmpty() ? null : group.name(), knowledge(count));
    }

    private KnowledgeView knowledge(Count count) {
        List<ReasonCountView> reasons = count.reasons().entrySet().stream().sorted(Map.Entry.<Reason, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).map(one -> new ReasonCountView(one.getKey().code(), words(one.getKey()), one.getValue())).toList();
        return new KnowledgeView(count.all(), count.of(Standing.DELIVERED), count.of(Standing.HANDED_OVER), count.of(Standing.ON_ITS_WAY),
                count.of(Standing.IN_SUMMARY), count.of(Standing.INBOX_ONLY), count.of(Standing.NOT_REACHED), reasons);
    }

    LedgerPersonView person(Listed person) {
        Listed.Verdict verdict = person.verdict();
        return new LedgerPersonView(person.personId(), person.name(), person.groups().iterator().next().kind().code(), person.organisations(),
                verdict.standing().code(), verdict.since(), verdict.dueAt(), verdict.reason() == null ? null : words(verdict.reason()),
                person.messages().stream().map(this::message).toList());
    }

    private LedgerMessageView message(Message one) {
        Delivery sent = one.sent();
        Reason reason = one.reason();
        return new LedgerMessageView(one.delivery().id(), one.alertId(), one.alert().kind().code(), one.alert().createdAt(), sent.channel().code(),
                sent.address() == null ? null : masked(sent), one.standing().code(), one.since(), one.dueAt(), one.carried() == null ? null : sent.alertId(),
                sent.provider(), sent.attempts(), reason == null ? null : words(reason), sent.detail(), one.failed());
    }

    private String words(Reason reason) {
        return phrases.say(language, "reason." + reason.code());
    }

    /** Who it is, also where no name is kept. */
    static String name(Listed person, Phrases phrases, Language language) {
        return person.name() != null ? person.name()
                : phrases.say(language, person.groups().contains(Group.OUTSIDE) ? "ledger.group.outside" : "ledger.nameless");
    }

    static String masked(Delivery sent) {
        String address = sent.address();
        return address == null ? "" : sent.channel().masked(address);
    }
}
