package org.civikos.notification.silence;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.jspecify.annotations.Nullable;

/** Keeps what was told of each week, and makes its alert when its moment has come, under an id that whoever looks makes the same. */
final class Weeks {

    static final String COLLECTION = "sourceWeeks";
    /** After so long the next week's is near: it is not told any more. */
    private static final Duration GOOD_FOR = Duration.ofDays(6);

    private final Supplier<MongoCollection<Document>> weeks;
    private final Alerts alerts;
    private final Clock clock;

    Weeks(Supplier<MongoCollection<Document>> weeks, Alerts alerts, Clock clock) {
        this.weeks = weeks;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** The first word of a week stands. */
    void told(Week week) {
        List<Document> sources = week.sources().stream().map(one -> new Document("name", one.name()).append("checks", one.checks())
                .append("failures", one.failures()).append("found", one.found()).append("quiet", write(one.quiet()))).toList();
        weeks.get().updateOne(Filters.eq("_id", week.weekId()), Updates.combine(Updates.setOnInsert("from", week.from()),
                Updates.setOnInsert("to", week.to()), Updates.setOnInsert("checks", week.checks()), Updates.setOnInsert("failures", week.failures()),
                Updates.setOnInsert("found", week.found()), Updates.setOnInsert("sources", sources), Updates.setOnInsert("done", false)),
                new UpdateOptions().upsert(true));
    }

    Optional<Week> find(String weekId) {
        return Optional.ofNullable(weeks.get().find(Filters.eq("_id", weekId)).first()).map(Weeks::read);
    }

    /** One look; may be done by several at once. */
    void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Document found : weeks.get().find(Filters.eq("done", false)).into(new ArrayList<>())) {
            Week week = read(found);
            Instant at = week.toldAt();
            if (at.isAfter(now)) {
                continue;
            }
            if (at.plus(GOOD_FOR).isAfter(now)) {
                alerts.start(alert(week, now));
            }
            weeks.get().updateOne(Filters.eq("_id", week.weekId()), Updates.set("done", true));
        }
    }

    static String causeOf(Week week) {
        return "silence\n" + week.weekId();
    }

    private static Alert alert(Week week, Instant now) {
        // The week stands where a draft's title does: it is what the mail is about.
        return Alert.of(new Alert.Cause(AlertKind.SILENCE, causeOf(week), "silence", week.toldAt()),
                Alert.Subject.noDraft(week.weekId(), "sq", List.of(), week.toldAt().plus(GOOD_FOR)), now);
    }

    private static Week read(Document found) {
        return new Week(found.getString("_id"), found.getString("from"), found.getString("to"), found.getInteger("checks"),
                found.getInteger("failures"), found.getInteger("found"), found.getList("sources", Document.class, List.of()).stream()
                        .map(one -> new Week.Source(one.getString("name"), one.getInteger("checks"), one.getInteger("failures"),
                                one.getInteger("found"), quiet(one.get("quiet", Document.class)))).toList());
    }

    private static @Nullable Document write(Week.@Nullable Quiet quiet) {
        return quiet == null ? null : new Document("days", quiet.days()).append("usually", quiet.usually());
    }

    private static Week.@Nullable Quiet quiet(@Nullable Document stored) {
        return stored == null ? null : new Week.Quiet(stored.getInteger("days"), stored.getInteger("usually"));
    }
}
