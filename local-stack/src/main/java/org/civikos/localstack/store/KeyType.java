package org.civikos.localstack.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * The keys of unique indexes, {@code _id} among them, as BSON and compared value by value. The backend's own choice
 * serializes both keys anew for each comparison on the way down the tree.
 */
final class KeyType extends BasicDataType<KeyValue> {

    /** Comes after every value; a bound to search with, never stored. */
    static final Object LAST = new Object();

    private static final byte SERIALIZED = 0;
    private static final byte BSON = 1;
    private static final byte COMPACT = 2;
    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte TRUE = 2;
    private static final byte FALSE = 3;
    private static final byte MOMENT = 4;
    private static final int VALUE_BYTES = 80;

    /** For values that BSON has no plain word for. */
    private final ObjectDataType any = new ObjectDataType();

    /** A total order, the same after a restart; numbers come normalized to one class, so equal ones are equal here. */
    @Override
    public int compare(KeyValue a, KeyValue b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = compareValues(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private int compareValues(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        if (a == LAST || b == LAST) {
            return a == LAST ? 1 : -1;
        }
        if (a == null || b == null) {
            return a == null ? -1 : 1;
        }
        if (a.getClass() != b.getClass()) {
            return a.getClass().getName().compareTo(b.getClass().getName());
        }
        return a instanceof Comparable comparable ? comparable.compareTo(b) : any.compare(a, b);
    }

    @Override
    public int getMemory(KeyValue key) {
        int bytes = VALUE_BYTES;
        for (Object value : key) {
            bytes += value instanceof String text ? VALUE_BYTES + text.length() : VALUE_BYTES;
        }
        return bytes;
    }

    @Override
    public void write(WriteBuffer out, KeyValue key) {
        if (key.stream().allMatch(KeyType::compact)) {
            out.put(COMPACT).putVarInt(key.size());
            key.forEach(value -> writeCompact(out, value));
            return;
        }
        if (!key.stream().allMatch(KeyType::plain)) {
            out.put(SERIALIZED);
            any.write(out, key);
            return;
        }
        Document values = new Document();
        for (int i = 0; i < key.size(); i++) {
            values.put(Integer.toString(i), key.get(i));
        }
        DocumentType.writeBson(out.put(BSON), values);
    }

    /** What nearly all keys are made of; BSON would name each value and count its bytes first. */
    private static boolean compact(Object value) {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Instant;
    }

    private static void writeCompact(WriteBuffer out, Object value) {
        switch (value) {
            case null -> out.put(NULL);
            case String text -> out.put(TEXT).putVarInt(text.length()).putStringData(text, text.length());
            case Boolean bool -> out.put(bool ? TRUE : FALSE);
            case Instant moment -> out.put(MOMENT).putLong(moment.toEpochMilli());
            default -> throw new IllegalArgumentException("not compact: " + value.getClass());
        }
    }

    private static Object readCompact(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case NULL -> null;
            case TEXT -> DataUtils.readString(in);
            case TRUE -> true;
            case FALSE -> false;
            case MOMENT -> Instant.ofEpochMilli(in.getLong());
            default -> throw new IllegalStateException("a key of an unknown kind: " + kind);
        };
    }

    static boolean plain(Object value) {
        return value == null || value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Double
                || value instanceof Boolean || value instanceof Instant || value instanceof ObjectId || value instanceof UUID;
    }

    @Override
    public KeyValue read(ByteBuffer in) {
        return switch (in.get()) {
            case COMPACT -> {
                int size = DataUtils.readVarInt(in);
                List<Object> values = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    values.add(readCompact(in));
                }
                yield new KeyValue(values);
            }
            case BSON -> new KeyValue(DocumentType.readBson(in).values());
            default -> (KeyValue) any.read(in);
        };
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
