package org.civikos.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The H2 backend with two things added: it answers {@code hello}, and a write is answered only after a commit that
 * includes it, done by one thread for all waiting writers.
 */
final class DurableBackend extends H2Backend {

    /** MongoDB 4.2: the oldest that the current drivers talk to and about what the server can do. */
    private static final int WIRE_VERSION = 8;

    /** Commands after which nothing has to be kept; anything else waits for a commit. */
    private static final Set<String> READS = Set.of("find", "getmore", "killcursors", "count", "distinct", "hello",
            "ismaster", "ping", "buildinfo", "serverstatus", "listcollections", "listindexes", "listdatabases", "dbstats",
            "collstats", "getlasterror", "getlog", "getparameter", "hostinfo", "whatsmyuri", "connectionstatus",
            "endsessions", "getcmdlineopts", "replsetgetstatus", "currentop", "validate", "aggregate");

    /** Writers share it, the commit has it alone: a commit never holds half a write (a document without its index). */
    private final ReadWriteLock statement = new ReentrantReadWriteLock(true);
    private final GroupCommit commits;

    DurableBackend(MVStore store, boolean onDisk) {
        super(store);
        commits = onDisk ? new GroupCommit(this::commitAlone) : null;
    }

    /** Opens its maps with types of ours before the database does, which then finds them open. */
    private final class TypedDatabase extends H2Database {

        TypedDatabase(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
            String name = getFullCollectionNamespace(collection);
            MVMap<Object, Document> documents =
                    getMvStore().openMap("databases." + name, new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
            return new IndexedCollection(this, collection, options, documents, getMvStore().openMap("meta." + name), cursorRegistry,
                    index(collection, "_id_"));
        }

        private MVMap<KeyValue, Object> index(String collection, String index) {
            return getMvStore().openMap(getFullCollectionNamespace(collection) + "._index_" + index,
                    new MVMap.Builder<KeyValue, Object>().keyType(new KeyType()));
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
            index(collection, index);
            return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
            return new OrderedIndex(index, keys, getMvStore().openMap(getFullCollectionNamespace(collection) + "._index_" + index,
                    new MVMap.Builder<KeyValue, Boolean>().keyType(new KeyType())));
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new TypedDatabase(name);
    }

    private void commitAlone() {
        statement.writeLock().lock();
        try {
            getMvStore().commit();
        } finally {
            statement.writeLock().unlock();
        }
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            Document answer = super.handleCommand(channel, database, "ismaster", query);
            answer.put("isWritablePrimary", true);
            answer.put("maxWireVersion", WIRE_VERSION);
            return answer;
        }
        if (command.equalsIgnoreCase("listdatabases")) {
            return databases();
        }
        return super.handleCommand(channel, database, command, query);
    }

    /** The backend opens every database anew to say which there are, and each check of a service's health asks it that. */
    private Document databases() {
        List<Document> all = listDatabaseNames().stream().sorted()
                .map(name -> new Document("name", name).append("empty", resolveDatabase(name).isEmpty())).toList();
        Document answer = new Document("databases", all);
        Utils.markOkay(answer);
        return answer;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document body = message.getDocument();
        FlatQueries.flatten(body);
        if (body.containsKey("aggregate") && body.get("pipeline") instanceof List<?> stages && !stages.isEmpty()
                && stages.getFirst() instanceof Document first && first.get("$match") instanceof Document match) {
            IndexedCollection.MATCH.set(new IndexedCollection.Match(String.valueOf(body.get("aggregate")), FlatQueries.flat(match)));
        }
        try {
            return answer(message, body);
        } finally {
            IndexedCollection.MATCH.remove();
        }
    }

    private Document answer(MongoMessage message, Document body) {
        if (body.keySet().iterator().next().equalsIgnoreCase("findandmodify")) {
            return durably(statement.writeLock(), () -> super.handleMessage(message).cloneDeeply());
        }
        return isRead(body) ? super.handleMessage(message) : durably(statement.readLock(), () -> super.handleMessage(message));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        boolean command = query.getCollectionName().startsWith("$cmd");
        return !command || isRead(query.getQuery()) ? super.handleQuery(query) : durably(statement.readLock(), () -> super.handleQuery(query));
    }

    private static boolean isRead(Document command) {
        String name = command.keySet().iterator().next().toLowerCase(Locale.ROOT);
        boolean writesItsResult = name.equals("aggregate") && command.toString().matches("(?s).*\"\\$(out|merge)\".*");
        return READS.contains(name) && !writesItsResult;
    }

    /**
     * What {@code findAndModify} answers is the stored document itself, which the next write changes while it is still being put on
     * the line: two would be told the same number of a counter. So it has the store alone and answers a copy.
     */
    private <T> T durably(Lock lock, Supplier<T> write) {
        T answer;
        lock.lock();
        try {
            answer = write.get();
        } finally {
            lock.unlock();
        }
        if (commits != null) {
            commits.await();
        }
        return answer;
    }

    @Override
    public void close() {
        if (commits != null) {
            commits.close();
        }
        super.close();
    }
}
