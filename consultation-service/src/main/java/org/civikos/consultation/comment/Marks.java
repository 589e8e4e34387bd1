package org.civikos.consultation.comment;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.civikos.platform.id.Ids;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Says that a comment is about to change and that lists and figures have to follow: whatever mark a crash leaves is found again. Each change
 * has a mark of its own, so that nobody takes away the mark of another who is slower.
 */
@Component
class Marks {

    private static final String COLLECTION = "commentMarks";
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(4);

    private final MongoTemplate mongo;
    private final Clock clock;

    Marks(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    record Mark(String id, String comment) {
    }

    /** To be called before the comment is written. */
    Mark set(String comment) {
        Mark mark = new Mark(Ids.next(), comment);
        mongo.execute(COLLECTION, marks -> marks.insertOne(new Document("_id", mark.id()).append("comment", comment).append("at", Date.from(clock.instant()))));
        return mark;
    }

    void clear(List<Mark> done) {
        mongo.execute(COLLECTION, marks -> marks.bulkWrite(done.stream().map(mark -> new DeleteOneModel<Document>(Filters.eq("_id", mark.id()))).toList()));
    }

    /** Marks that whoever set them has had time enough to clear. */
    List<Mark> left() {
        Date before = Date.from(clock.instant().minus(LEFT_BEHIND));
        List<Mark> left = new ArrayList<>();
        mongo.execute(COLLECTION, marks -> {
            marks.find().limit(5_000).forEach(mark -> {
                Date at = mark.getDate("at");
                if (at == null || at.before(before)) {
                    left.add(new Mark(mark.getString("_id"), mark.getString("comment")));
                }
            });
            return null;
        });
        return left;
    }
}
