package org.civikos.localstack.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB-protocol server bound to 127.0.0.1 that acknowledges a write only once it would survive a SIGKILL.
 *
 * <p>It serves for trying out and for tests. It is no replacement for MongoDB: no transactions, no authentication, and
 * what no index leads to is looked for in the whole collection.
 */
public final class StoreServer implements AutoCloseable {

    /** A connection's requests are answered in order by one thread, and a write waits for its commit. */
    private static final int WORKERS = 64;
    private static final long COMPACT_ABOVE_BYTES = 8L << 20;

    /** Pages that are read are kept as documents, at what {@link DocumentType#getMemory} says of them. */
    private static final int CACHE_MIB = 32;

    private final MongoServer server;
    private final DurableBackend backend;
    private final @Nullable Path file;
    private final int port;
    private boolean closed;

    private StoreServer(MongoServer server, DurableBackend backend, @Nullable Path file, int port) {
        this.server = server;
        this.backend = backend;
        this.file = file;
        this.port = port;
    }

    /**
     * Starts a server and returns once it serves requests.
     *
     * @param file where the data lies, made when it is new; {@code null} keeps everything in memory
     * @param port 0 takes a free one
     * @throws IllegalStateException when the port or the file is in use
     */
    public static StoreServer start(@Nullable Path file, int port) {
        DurableBackend backend = new DurableBackend(open(file), file != null);
        MongoServer server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1, WORKERS);
            return new StoreServer(server, backend, file, server.getLocalAddress().getPort());
        } catch (Exception e) {
            server.shutdownNow();
            backend.close();
            throw new IllegalStateException("the store did not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static MVStore open(@Nullable Path file) {
        MVStore.Builder builder = new MVStore.Builder().autoCommitDisabled().autoCommitBufferSize(0).cacheSize(CACHE_MIB);
        if (file != null) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            // What a compaction that was cut off has left behind.
            MVStoreTool.compactCleanUp(file.toString());
            builder.fileName(file.toString());
        }
        MVStore store;
        try {
            store = builder.open();
        } catch (RuntimeException e) {
            throw new IllegalStateException("the store's file " + file + " cannot be opened: " + e.getMessage(), e);
        }
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    /** The connection string of one database. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** Stops, commits, closes and shrinks the file; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdownNow();
        backend.close();
        try {
            if (file != null && Files.size(file) > COMPACT_ABOVE_BYTES) {
                MVStoreTool.compact(file.toString(), false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
