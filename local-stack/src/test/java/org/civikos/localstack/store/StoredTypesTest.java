package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

class StoredTypesTest {

    private static final Instant TIME = Instant.parse("2026-11-25T15:00:00.123Z");

    @Test
    void aDocumentComesBackAsItWasWritten() {
        Document document = new Document("_id", "a").append("text", "Shoqatë č").append("count", 3).append("long", 1L << 40).append("at", TIME)
                .append("none", null).append("list", List.of("x", new Document("y", 1.5))).append("yes", true);
        WriteBuffer out = new WriteBuffer();
        DocumentType type = new DocumentType();
        type.write(out, document);
        type.write(out, new Document("_id", 2));
        ByteBuffer in = read(out);
        assertThat(type.read(in)).isEqualTo(document);
        assertThat(type.read(in)).isEqualTo(new Document("_id", 2));
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void keysOfEveryKindComeBackAndKeepOneOrder() {
        KeyType type = new KeyType();
        List<KeyValue> keys = new ArrayList<>(List.of(new KeyValue("a"), new KeyValue("b"), new KeyValue("a", "b"), new KeyValue(1.0), new KeyValue(2.0),
                new KeyValue(TIME), new KeyValue(new ObjectId()), new KeyValue(UUID.randomUUID()), new KeyValue(Missing.getInstance()),
                new KeyValue(new Document("x", 1)), new KeyValue(Arrays.asList((Object) null)), new KeyValue(""), new KeyValue("ë č 𝄞".repeat(60)),
                new KeyValue("a", TIME), new KeyValue(true), new KeyValue(false), new KeyValue("a", null, "b"),
                new KeyValue("a", 1.5, "b")));
        keys.sort(type::compare);
        List<KeyValue> expected = List.copyOf(keys);
        WriteBuffer out = new WriteBuffer();
        keys.forEach(key -> type.write(out, key));
        ByteBuffer in = read(out);
        for (KeyValue key : keys) {
            KeyValue back = type.read(in);
            // By its words: the backend's mark for a missing value is not equal to itself once it has been on disk.
            assertThat(back).hasToString(key.toString());
            assertThat(type.compare(back, key)).isZero();
        }
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(keys, new Random(round));
            keys.sort(type::compare);
            assertThat(keys).isEqualTo(expected);
        }
    }

    /** Our types count only where a map is opened under the very name that the backend asks for later. */
    @Test
    void theBackendsMapsHaveOurTypes() {
        try (MVStore store = MVStore.open(null)) {
            DurableBackend backend = new DurableBackend(store, false);
            backend.openOrCreateDatabase("x").createCollectionOrThrowIfExists("things");
            for (String name : store.getMapNames()) {
                MVMap<?, ?> map = store.openMap(name);
                if (name.startsWith("databases.")) {
                    assertThat(map.getValueType()).as(name).isInstanceOf(DocumentType.class);
                }
                if (name.contains("._index_")) {
                    assertThat(map.getKeyType()).as(name).isInstanceOf(KeyType.class);
                }
            }
            assertThat(store.getMapNames()).contains("databases.x.things", "x.things._index__id_");
        }
    }

    private static ByteBuffer read(WriteBuffer out) {
        ByteBuffer written = out.getBuffer();
        written.flip();
        return written;
    }
}
