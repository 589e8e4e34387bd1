package org.civikos.notification.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What providers have taken and the ledger does not say yet, in a file beside the process: whoever kills the process leaves the file, and the next start
 * writes into the ledger what would go out again otherwise. A page of memory that a file is mapped to is the operating system's, so a note costs no call of
 * it; a machine that loses its power loses the notes of its last seconds.
 *
 * <p>The file has as many slots as results may be unwritten at a time. A note that was not finished has no valid check sum and is none.
 */
final class Taken implements AutoCloseable {

    /** One that keeps nothing: all unwritten results of a crash are in doubt. */
    static final Taken NOWHERE = new Taken(null, null, 0);

    private static final Logger log = LoggerFactory.getLogger(Taken.class);
    private static final int SLOT = 1_024;
    private static final int HEAD = Integer.BYTES + Long.BYTES;
    private static final int NONE = -1;

    /** @param at when the provider took it */
    record Note(String id, int attempts, String provider, @Nullable String reference, Instant at) {}

    private final @Nullable FileChannel file;
    private final @Nullable MappedByteBuffer slots;
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final List<Note> left = new ArrayList<>();

    private Taken(@Nullable FileChannel file, @Nullable MappedByteBuffer slots, int count) {
        this.file = file;
        this.slots = slots;
        for (int i = 0; i < count; i++) {
            free.add(i);
        }
    }

    /**
     * The notes of a channel in a folder, which is made where it is missing. Where they cannot be kept, or another process keeps its own there, none are.
     *
     * @param count how many there may be at a time
     */
    static Taken in(Path folder, String channel, int count) {
        FileChannel file = null;
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(folder.resolve("taken-" + channel), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new IOException("another process writes there");
            }
            int before = (int) Math.min(file.size() / SLOT, 10_000);
            MappedByteBuffer slots = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) SLOT * Math.max(before, count));
            Taken taken = new Taken(file, slots, count);
            for (int i = 0; i < before; i++) {
                Note note = read(slots, i);
                if (note != null) {
                    taken.left.add(note);
                }
            }
            return taken;
        } catch (IOException | OverlappingFileLockException | SecurityException e) {
            log.warn("What providers take cannot be noted in {}: {}", folder, e.toString());
            closeQuietly(file);
            return NOWHERE;
        }
    }

    /** What the process before this one had noted and not struck out. */
    List<Note> left() {
        return List.copyOf(left);
    }

    /** Strikes out what was left: it is in the ledger now. */
    void forgetLeft() {
        if (slots != null) {
            for (int i = 0; i < slots.capacity() / SLOT; i++) {
                slots.putInt(i * SLOT, 0);
            }
        }
        left.clear();
    }

    /** Notes that a message has been taken. @return the slot, to be given back by {@link #strike}; of what was not taken, one that is none */
    int note(Delivery delivery) {
        if (slots == null || delivery.state() != DeliveryState.HANDED_OVER || delivery.provider() == null || delivery.handedOverAt() == null) {
            return NONE;
        }
        byte[] text = String.join("\n", delivery.id(), String.valueOf(delivery.attempts()), delivery.provider(), delivery.handedOverAt().toString(),
                delivery.providerReference() == null ? "" : delivery.providerReference()).getBytes(StandardCharsets.UTF_8);
        Integer slot = text.length > SLOT - HEAD ? null : free.poll();
        if (slot == null) {
            return NONE;
        }
        ByteBuffer note = ByteBuffer.allocate(HEAD + text.length).putInt(text.length).putLong(sum(text)).put(text).flip();
        slots.put(slot * SLOT, note.array(), 0, note.limit());
        return slot;
    }

    /** The ledger says so now. */
    void strike(int slot) {
        if (slot != NONE && slots != null) {
            slots.putInt(slot * SLOT, 0);
            free.add(slot);
        }
    }

    private static @Nullable Note read(ByteBuffer slots, int slot) {
        int length = slots.getInt(slot * SLOT);
        if (length <= 0 || length > SLOT - HEAD) {
            return null;
        }
        byte[] text = new byte[length];
        slots.get(slot * SLOT + HEAD, text);
        if (slots.getLong(slot * SLOT + Integer.BYTES) != sum(text)) {
            return null;
        }
        String[] parts = new String(text, StandardCharsets.UTF_8).split("\n", 5);
        return parts.length < 5 ? null : new Note(parts[0], Integer.parseInt(parts[1]), parts[2], parts[4].isEmpty() ? null : parts[4], Instant.parse(parts[3]));
    }

    private static long sum(byte[] text) {
        CRC32 sum = new CRC32();
        sum.update(text);
        return sum.getValue();
    }

    private static void closeQuietly(@Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                log.debug("The file of notes cannot be closed", e);
            }
        }
    }

    /** Lets another process write there. */
    @Override
    public void close() {
        closeQuietly(file);
    }
}
