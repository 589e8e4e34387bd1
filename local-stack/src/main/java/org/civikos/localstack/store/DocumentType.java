package org.civikos.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Documents on disk as BSON, with the length before. The backend's own choice is Java serialization, which is what a commit
 * and a read from the file then spend nearly all their time on: every write encodes the whole page that it lies in.
 */
final class DocumentType extends BasicDataType<Document> {

    private static final int INITIAL_BYTES = 4_096;
    private static final int KEPT_BYTES = 1 << 20;
    /** A commit encodes thousands of documents one after the other. */
    private static final ThreadLocal<ByteBuf> BUFFER = ThreadLocal.withInitial(() -> Unpooled.buffer(INITIAL_BYTES));
    /** What an entry of a document takes on the heap beside its value, about. */
    private static final int ENTRY_BYTES = 80;

    static void writeBson(WriteBuffer out, Document document) {
        ByteBuf bson = BUFFER.get().clear();
        BsonEncoder.encodeDocument(document, bson);
        out.putVarInt(bson.readableBytes()).put(bson.array(), bson.arrayOffset() + bson.readerIndex(), bson.readableBytes());
        if (bson.capacity() > KEPT_BYTES) {
            BUFFER.remove();
        }
    }

    static Document readBson(ByteBuffer in) {
        int length = DataUtils.readVarInt(in);
        Document document = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(in.slice(in.position(), length)));
        in.position(in.position() + length);
        return document;
    }

    /** About what the cache has to count for it. */
    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    private static int memory(Object value) {
        return switch (value) {
            case Document document -> document.values().stream().mapToInt(v -> ENTRY_BYTES + memory(v)).sum();
            case String text -> ENTRY_BYTES / 2 + text.length();
            case Collection<?> values -> values.stream().mapToInt(DocumentType::memory).sum();
            case null, default -> ENTRY_BYTES / 2;
        };
    }

    @Override
    public void write(WriteBuffer out, Document document) {
        writeBson(out, document);
    }

    @Override
    public Document read(ByteBuffer in) {
        return readBson(in);
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
