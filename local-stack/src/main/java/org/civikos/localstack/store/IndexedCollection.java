package org.civikos.localstack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A collection that finds its documents by index wherever a part of the query allows it. The backend's own looks into an index
 * only when the query asks for that index's members and nothing else: {@code {_id: 1, version: 2}} goes through the whole
 * collection. Here an index narrows down where to look, and each document found is still held against the whole query.
 */
final class IndexedCollection extends H2Collection {

    /** The first {@code $match} of the aggregation that this thread is about to run, and on which collection. */
    record Match(String collection, Document query) {}

    static final ThreadLocal<Match> MATCH = new ThreadLocal<>();

    private static final Set<String> RANGE = Set.of("$gt", "$gte", "$lt", "$lte");

    /** What a query asks of one member: one of these values, or something between the bounds (null: open). */
    private record Condition(List<Object> values, Object from, Object to) {

        boolean single() {
            return values.size() == 1;
        }

        /** Asked to be one of none: no document is, and an open range is something else. */
        boolean impossible() {
            return values.isEmpty() && from == null && to == null;
        }
    }

    /** A way through an index: the entries between some bounds (a first one of null: from the very first), in their order or against it. */
    private record Way(MVMap<KeyValue, ?> entries, List<KeyValue[]> bounds, boolean backwards, boolean ordered, int narrowness, boolean identifiers) {}

    private final MVMap<KeyValue, Object> identifiers;

    /** @param identifiers the index on {@code _id}, whose entries are the position, too */
    IndexedCollection(
            MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> documents, MVMap<String, Object> meta,
            CursorRegistry cursors, MVMap<KeyValue, Object> identifiers) {
        super(database, name, options, documents, meta, cursors);
        this.identifiers = identifiers;
    }

    @Override
    public synchronized Stream<Document> queryAllAsStream() {
        Match match = MATCH.get();
        if (match == null || !match.collection().equals(getCollectionName())) {
            return super.queryAllAsStream();
        }
        MATCH.remove();
        return handleQueryAsStream(match.query());
    }

    /**
     * What is found are the stored documents themselves, which the next write changes while they are still being put on the line: the
     * reader would be answered half of each, or nothing at all.
     */
    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        return super.createQueryResult(found.stream().map(Document::cloneDeeply).toList(), batchSize);
    }

    @Override
    protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Map<String, Condition> conditions = conditions(query);
        if (conditions.values().stream().anyMatch(Condition::impossible)) {
            return matchDocuments(query, List.of(), orderBy, skip, limit, batchSize, fields);
        }
        if (!conditions.isEmpty()) {
            Optional<Iterable<Object>> unique = byUniqueIndex(conditions);
            if (unique.isPresent()) {
                return matchDocuments(query, unique.get(), orderBy, skip, limit, batchSize, fields);
            }
            Optional<Way> way = Stream.concat(
                    getIndexes().stream().filter(OrderedIndex.class::isInstance).map(OrderedIndex.class::cast)
                            .flatMap(index -> way(index.entries(), keys(index), conditions, orderBy).stream()),
                    way(identifiers, List.of("_id"), conditions, orderBy).stream()).max(Comparator.comparingInt(Way::narrowness));
            if (way.isPresent()) {
                return matchDocuments(query, positions(way.get())::iterator, way.get().ordered() ? null : orderBy, skip, limit, batchSize, fields);
            }
        }
        return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    private Optional<Iterable<Object>> byUniqueIndex(Map<String, Condition> conditions) {
        for (Index<Object> index : getIndexes()) {
            List<String> keys = keys(index);
            boolean whole = index.isUnique() && keys.stream()
                    .allMatch(key -> conditions.containsKey(key) && (keys.size() == 1 ? !conditions.get(key).values().isEmpty() : conditions.get(key).single()));
            if (whole) {
                Document asked = new Document();
                keys.forEach(key -> asked.put(key, conditions.get(key).single() ? conditions.get(key).values().getFirst()
                        : new Document("$in", conditions.get(key).values())));
                if (index.canHandle(asked)) {
                    return Optional.of(index.getPositions(asked));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> keys(Index<Object> index) {
        return index.getKeys().stream().map(key -> key.getKey()).toList();
    }

    private static Optional<Way> way(MVMap<KeyValue, ?> entries, List<String> keys, Map<String, Condition> conditions, Document orderBy) {
        List<List<Object>> prefixes = List.of(List.of());
        int used = 0;
        while (used < keys.size() && conditions.containsKey(keys.get(used)) && !conditions.get(keys.get(used)).values().isEmpty()) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> prefix : prefixes) {
                conditions.get(keys.get(used)).values().forEach(value -> longer.add(with(prefix, value)));
            }
            prefixes = longer;
            used++;
        }
        Condition range = used < keys.size() ? conditions.get(keys.get(used)) : null;
        Object from = range == null ? null : range.from();
        Object to = range == null ? null : range.to();
        if (used == 0 && range == null) {
            return Optional.empty();
        }
        List<KeyValue[]> bounds = prefixes.stream().map(prefix -> new KeyValue[] {
                from == null && prefix.isEmpty() ? null : new KeyValue(from == null ? prefix : with(prefix, from)),
                new KeyValue(with(to == null ? prefix : with(prefix, to), KeyType.LAST))}).toList();
        int order = prefixes.size() == 1 ? order(keys, used, orderBy) : 0;
        // An equal value narrows more than a range, and a range more than an order that saves the sorting.
        int narrowness = 4 * used + (range == null ? 0 : 2) + (order == 0 ? 0 : 1);
        return Optional.of(new Way(entries, bounds, order < 0, order != 0, narrowness, keys.equals(List.of("_id"))));
    }

    /** 1 where walking along the index gives the order asked for, -1 where walking against it does, 0 where neither does. */
    private static int order(List<String> keys, int used, Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return 0;
        }
        int at = used;
        int direction = 0;
        for (Map.Entry<String, Object> by : orderBy.entrySet()) {
            if (keys.subList(0, used).contains(by.getKey())) {
                continue;
            }
            boolean next = at < keys.size() ? keys.get(at).equals(by.getKey()) : at == keys.size() && by.getKey().equals("_id");
            int asked = by.getValue() instanceof Number number ? Integer.signum(number.intValue()) : 0;
            if (!next || asked == 0 || direction != 0 && direction != asked) {
                return 0;
            }
            direction = asked;
            at++;
        }
        return direction == 0 ? 1 : direction;
    }

    private static Stream<Object> positions(Way way) {
        Set<Object> seen = new HashSet<>();
        return way.bounds().stream().flatMap(bound -> {
            Cursor<KeyValue, ?> cursor = way.backwards() ? way.entries().cursor(bound[1], bound[0], true)
                    : way.entries().cursor(bound[0], bound[1], false);
            return Stream.generate(() -> cursor.hasNext() ? position(way, cursor.next(), cursor.getValue()) : null).takeWhile(position -> position != null);
        }).filter(seen::add);
    }

    private static Object position(Way way, KeyValue entry, Object value) {
        return way.identifiers() ? value : entry.get(entry.size() - 1);
    }

    private static Map<String, Condition> conditions(Document query) {
        Map<String, Condition> found = new HashMap<>();
        query.forEach((member, asked) -> {
            Condition condition = member.startsWith("$") ? null : condition(asked);
            if (condition != null) {
                found.put(member, condition);
            }
        });
        return found;
    }

    /** Null where an index is of no use. */
    private static Condition condition(Object asked) {
        if (!(asked instanceof Document operators)) {
            return usable(asked) ? new Condition(List.of(normalized(asked)), null, null) : null;
        }
        if (operators.containsKey("$eq")) {
            return condition(operators.get("$eq") instanceof Document ? null : operators.get("$eq"));
        }
        if (operators.get("$in") instanceof Collection<?> values) {
            return values.stream().allMatch(IndexedCollection::usable)
                    ? new Condition(values.stream().map(IndexedCollection::normalized).distinct().toList(), null, null) : null;
        }
        // Numbers stand in the index by two classes, so their ranges are not one stretch of it.
        if (operators.isEmpty() || operators.entrySet().stream()
                .noneMatch(part -> RANGE.contains(part.getKey()) && usable(part.getValue()) && !(part.getValue() instanceof Number))) {
            return null;
        }
        Object from = bound(operators, "$gt", "$gte");
        Object to = bound(operators, "$lt", "$lte");
        return from == null && to == null ? null : new Condition(List.of(), from, to);
    }

    private static Object bound(Document operators, String open, String closed) {
        Object value = operators.getOrDefault(open, operators.get(closed));
        return usable(value) && !(value instanceof Number) ? value : null;
    }

    private static boolean usable(Object value) {
        return value != null && KeyType.plain(value);
    }

    private static Object normalized(Object value) {
        return new KeyValue(List.of(value)).normalized().get(0);
    }

    private static List<Object> with(List<Object> values, Object one) {
        List<Object> longer = new ArrayList<>(values);
        longer.add(one);
        return longer;
    }
}
