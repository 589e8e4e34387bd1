package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatQueriesTest {

    private static final Document BY_ID = new Document("_id", "a");
    private static final Document OLDER = new Document("version", new Document("$lt", 3));

    @Test
    void putsThePartsOfAConjunctionSideBySide() {
        Document query = new Document("$and", List.of(BY_ID, new Document("$and", List.of(OLDER)))).append("state", "open");
        assertThat(FlatQueries.flat(query)).isEqualTo(new Document("state", "open").append("_id", "a").append("version", new Document("$lt", 3)));
    }

    @Test
    void leavesAloneWhatNamesAMemberTwice() {
        Document query = new Document("$and", List.of(OLDER, new Document("version", new Document("$gt", 1))));
        assertThat(FlatQueries.flat(query)).isSameAs(query);
    }

    @Test
    void findsTheQueriesOfEveryKindOfCommand() {
        Document conjunction = new Document("$and", List.of(BY_ID, OLDER));
        Document update = new Document("q", conjunction).append("u", new Document());
        Document command = new Document("update", "things").append("updates", List.of(update));
        FlatQueries.flatten(command);
        assertThat(update.get("q")).isEqualTo(new Document("_id", "a").append("version", new Document("$lt", 3)));
        Document find = new Document("find", "things").append("filter", conjunction);
        FlatQueries.flatten(find);
        assertThat(((Document) find.get("filter")).keySet()).containsExactly("_id", "version");
    }
}
