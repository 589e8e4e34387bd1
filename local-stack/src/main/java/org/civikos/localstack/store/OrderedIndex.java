package org.civikos.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * An index that is not unique, which the backend itself has none of: the values of the indexed members and the position of
 * the document behind them, in order. A document with a list in an indexed member stands there once for each of its values.
 */
final class OrderedIndex extends Index<Object> {

    private final MVMap<KeyValue, Boolean> entries;

    /** @param entries kept in the order of {@link KeyType} */
    OrderedIndex(String name, List<IndexKey> keys, MVMap<KeyValue, Boolean> entries) {
        super(name, keys, false);
        this.entries = entries;
    }

    MVMap<KeyValue, Boolean> entries() {
        return entries;
    }

    private Stream<KeyValue> entriesOf(Document document, Object position) {
        // An empty list gives no values at all; its document still has to be found by the members before it.
        boolean hasEmptyList = keys().stream().anyMatch(key -> Utils.getSubdocumentValue(document, key) instanceof Collection<?> list && list.isEmpty());
        Stream<KeyValue> all = hasEmptyList ? Stream.of(withoutLists(document)) : getKeyValues(document).stream();
        return all.map(values -> {
            List<Object> entry = new ArrayList<>();
            values.forEach(value -> entry.add(value instanceof Missing ? null : value));
            entry.add(position);
            return new KeyValue(entry);
        });
    }

    private KeyValue withoutLists(Document document) {
        List<Object> values = new ArrayList<>();
        for (String key : keys()) {
            Object value = Utils.getSubdocumentValue(document, key);
            values.add(value instanceof Collection ? null : value);
        }
        return new KeyValue(values).normalized();
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        entriesOf(document, position).forEach(entry -> entries.put(entry, true));
    }

    @Override
    public Object remove(Document document) {
        Object position = document.get("_id");
        entriesOf(document, position).forEach(entries::remove);
        // Whoever removes a document asks the first index for its position, and that is the one on _id.
        return position;
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        if (!untouched(before, after) && !nullAwareEqualsKeys(before, after)) {
            entriesOf(before, position).forEach(entries::remove);
            add(after, position, collection);
        }
    }

    /** Whether an update passed by all indexed members, as most do; told without the keys, which cost a list and a comparison each. */
    private boolean untouched(Document before, Document after) {
        return keys().stream().noneMatch(key -> key.indexOf('.') >= 0 || !Objects.equals(before.get(key), after.get(key)));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // two may be alike
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        // two may be alike
    }

    @Override
    public Object getPosition(Document document) {
        return document.get("_id");
    }

    /** {@link IndexedCollection} looks into it itself. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("asked for although it declined");
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return false;
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
