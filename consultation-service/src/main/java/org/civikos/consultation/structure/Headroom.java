package org.civikos.consultation.structure;

import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the rest of the process needs of the heap while a file is read. A file that leaves nobody else any room is refused before the heap is full: an
 * {@link OutOfMemoryError} meets whichever thread asks next, and not all of them survive it.
 */
final class Headroom {
    /** A twelfth stays free: 16 MB of a heap of 192. */
    private static final int SHARE = 12;
    /** A file that makes garbage this often has not much else in the heap. */
    private static final int MOST_COLLECTIONS = 40;

    private int collections;

    void check() throws UnreadableDocument {
        Runtime runtime = Runtime.getRuntime();
        long reserve = runtime.maxMemory() / SHARE;
        if (free(runtime) >= reserve) {
            return;
        }
        if (++collections <= MOST_COLLECTIONS) {
            // Only a collection tells what of it is garbage.
            System.gc();
        }
        if (free(runtime) < reserve) {
            throw tooMuch(null);
        }
    }

    private static long free(Runtime runtime) {
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    static UnreadableDocument tooMuch(@Nullable Throwable cause) {
        return new UnreadableDocument(Reason.TOO_LARGE, "The file needs more memory than one file may have.", cause);
    }
}
