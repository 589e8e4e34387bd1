package org.civikos.notification.plan;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.civikos.notification.message.StaffNotices;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is told of the plan and tells the secretariat of all of it in one mail. An entry belongs to one mail for good: it is claimed for it before the mail is
 * written, and the mail is written under an id of its own, so that neither a crash nor two instances make a second one.
 */
final class PlanNews {

    static final String COLLECTION = "planNews";
    static final String OVERDUE = "overdue";
    static final String DROPPED = "dropped";
    /** A mail is for reading on a phone; the page has the rest. */
    private static final int MOST_LISTED = 40;
    /** Longer than claiming takes, so that nobody tells of half of what is claimed. */
    private static final Duration CLAIMING = Duration.ofSeconds(5);

    private final Supplier<MongoCollection<Document>> news;
    private final StaffNotices notices;
    private final String page;
    private final Duration gather;
    private final MeterRegistry meters;
    private final Clock clock;

    PlanNews(Supplier<MongoCollection<Document>> news, StaffNotices notices, String page, Duration gather, MeterRegistry meters, Clock clock) {
        this.news = news;
        this.notices = notices;
        this.page = page;
        this.gather = gather;
        this.meters = meters;
        this.clock = clock;
    }

    /** As the events tell of an entry. @param reference what the plan itself calls it */
    record Entry(String planEntryId, int year, int quarter, String title, @Nullable String reference) {
        Entry {
            Objects.requireNonNull(planEntryId, "planEntryId");
            Objects.requireNonNull(title, "title");
        }
    }

    void prepare() {
        news.get().createIndex(Indexes.ascending("told", "heardAt"));
    }

    /** @param fact begins with what happened; the same fact of the same entry is kept once */
    void heard(String fact, Entry entry) {
        news.get().updateOne(Filters.eq("_id", entry.planEntryId() + "\n" + fact), Updates.combine(Updates.setOnInsert("kind", fact.startsWith(DROPPED) ? DROPPED : OVERDUE),
                Updates.setOnInsert("year", entry.year()), Updates.setOnInsert("quarter", entry.quarter()), Updates.setOnInsert("title", entry.title()),
                Updates.setOnInsert("reference", entry.reference()), Updates.setOnInsert("heardAt", Date.from(clock.instant())), Updates.setOnInsert("told", false)),
                new UpdateOptions().upsert(true));
    }

    /** One look; may be done by several at once. */
    void look() {
        Instant now = clock.instant();
        for (String kind : List.of(OVERDUE, DROPPED)) {
            boolean due = news.get().find(Filters.and(Filters.eq("told", false), Filters.eq("kind", kind), Filters.exists("mail", false), Filters.lte("heardAt", Date.from(now.minus(gather))))).first() != null;
            if (due) {
                news.get().updateMany(Filters.and(Filters.eq("told", false), Filters.eq("kind", kind), Filters.exists("mail", false)),
                        Updates.combine(Updates.set("mail", UUID.randomUUID().toString()), Updates.set("claimedAt", Date.from(now))));
            }
        }
        Map<String, List<Document>> mails = news.get().find(Filters.and(Filters.eq("told", false), Filters.lte("claimedAt", Date.from(now.minus(CLAIMING)))))
                .sort(Sorts.ascending("year", "quarter", "title")).into(new ArrayList<>()).stream().collect(Collectors.groupingBy(one -> one.getString("mail")));
        mails.forEach(this::tell);
    }

    private void tell(String mail, List<Document> entries) {
        Document first = entries.getFirst();
        String kind = first.getString("kind");
        String list = entries.stream().limit(MOST_LISTED).map(PlanNews::line).collect(Collectors.joining("\n"));
        notices.tell("plan\n" + mail, "plan-" + kind, Map.of("count", entries.size(), "title", first.getString("title"), "list", list, "more", Math.max(0, entries.size() - MOST_LISTED), "link", page));
        // After the notice: a crash in between tells it again, which makes no second mail.
        news.get().updateMany(Filters.eq("mail", mail), Updates.set("told", true));
        meters.counter("civikos.plan.news", "kind", kind).increment(entries.size());
    }

    private static String line(Document entry) {
        String reference = entry.getString("reference");
        return "- " + entry.getString("title") + " (" + (reference == null ? "" : reference + ", ") + entry.getInteger("quarter") + "/" + entry.getInteger("year") + ")";
    }
}
