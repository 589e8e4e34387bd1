package org.civikos.advocacy.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The log of each campaign. What an event wrote has an id made from the event, so that a redelivery adds nothing. */
@Component
class CampaignLog {

    /** {@code text} is what a person wrote; without it the kind and its arguments are put into words in the reader's language. */
    @Document("campaignLog")
    record Entry(@Id String id, String campaign, Instant at, String kind, List<String> arguments, @Nullable String text, @Nullable String actor) {
    }

    /** @param text a person's words, or a map from language to the sentence */
    record EntryResponse(String id, Instant at, String kind, Object text, @Nullable String actor) {
    }

    private final MongoTemplate mongo;
    private final MessageSource messages;

    CampaignLog(MongoTemplate mongo, MessageSource messages) {
        this.mongo = mongo;
        this.messages = messages;
    }

    /** @return whether the entry is new */
    boolean add(String id, String campaign, Instant at, String kind, List<String> arguments, @Nullable String text, @Nullable String actor) {
        try {
            mongo.insert(new Entry(campaign + ":" + id, campaign, at, kind, arguments, text, actor));
            return true;
        } catch (DuplicateKeyException alreadyWritten) {
            return false;
        }
    }

    /** Newest first. */
    CursorPage<EntryResponse> page(String campaign, @Nullable String cursor, @Nullable Integer asked) {
        var limit = Cursor.limit(asked);
        var criteria = Criteria.where("campaign").is(campaign);
        if (cursor != null) {
            var parts = Cursor.decode(cursor, 2);
            var at = Instant.parse(parts[0]);
            criteria = criteria.orOperator(Criteria.where("at").lt(at), Criteria.where("at").is(at).and("_id").lt(parts[1]));
        }
        var found = mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, "at", "_id")).limit(limit + 1), Entry.class);
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Cursor.encode(page.getLast().at().toString(), page.getLast().id()) : null;
        return new CursorPage<>(page.stream().map(this::response).toList(), next);
    }

    private EntryResponse response(Entry entry) {
        Object text = entry.text() != null ? entry.text() : Stream.of("sq", "sr", "en").collect(Collectors.toMap(language -> language,
                language -> messages.getMessage("log." + entry.kind(), entry.arguments().toArray(), Locale.of(language)),
                (first, second) -> first, TreeMap::new));
        return new EntryResponse(entry.id(), entry.at(), entry.kind(), text, entry.actor());
    }

}
