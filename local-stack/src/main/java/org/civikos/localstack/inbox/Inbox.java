package org.civikos.localstack.inbox;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was sent, in an append-only file of one JSON object a line; only an index is kept in memory.
 *
 * <p>A message is written to the file before it is acknowledged to its sender, so what was accepted is there after a
 * SIGKILL of this process. It keeps the newest {@value #DEFAULT_LIMIT} messages.
 */
public final class Inbox implements AutoCloseable {

    static final int DEFAULT_LIMIT = 50_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where a message's line lies in the file, and what is needed to find and to count it. */
    private record Entry(long seq, String channel, String to, String messageId, int copy, long offset, int length) {
    }

    /** What may be asked for: {@code null} means any. */
    record Filter(@Nullable String channel, @Nullable String to, long after) {

        static final Filter ALL = new Filter(null, null, 0);

        boolean accepts(String channel, String to, long seq) {
            return seq > after && (this.channel == null || this.channel.equals(channel))
                    && (this.to == null || this.to.equalsIgnoreCase(to));
        }
    }

    /** How many there are, and how many of them came more than once. */
    record Summary(int email, int sms, int emailDoubles, int smsDoubles, long lastSeq) {
    }

    private final Path file;
    private final int limit;
    private final Clock clock;
    private FileChannel channel;
    private long end;
    private long lastSeq;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<String, Long> smsByReference = new HashMap<>();

    private Inbox(Path file, int limit, Clock clock) {
        this.file = file;
        this.limit = limit;
        this.clock = clock;
    }

    public static Inbox open(Path file) {
        return open(file, DEFAULT_LIMIT, Clock.systemUTC());
    }

    static Inbox open(Path file, int limit, Clock clock) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Inbox inbox = new Inbox(file, limit, clock);
            inbox.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            inbox.readIndex();
            return inbox;
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox's file " + file + " cannot be opened", e);
        }
    }

    private void readIndex() throws IOException {
        long size = channel.size();
        channel.position(0);
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
        var line = new java.io.ByteArrayOutputStream();
        for (long at = 0; at < size; at++) {
            int b = in.read();
            if (b != '\n') {
                line.write(b);
                continue;
            }
            try {
                Message m = JSON.readValue(line.toByteArray(), Message.class);
                remember(m, end, line.size());
            } catch (JacksonException e) {
                // A line that is no message is skipped: the rest of the mail is worth more than a start that fails.
                org.slf4j.LoggerFactory.getLogger(Inbox.class).warn("a line of {} at {} cannot be read", file, end);
            }
            end = at + 1;
            line.reset();
        }
        // A last line without its end was cut off by a crash and was never acknowledged.
        channel.truncate(end);
    }

    private void remember(Message m, long offset, int length) {
        entries.add(new Entry(m.seq(), m.channel(), m.to(), m.messageId(), m.copy(), offset, length));
        lastSeq = Math.max(lastSeq, m.seq());
        copies.merge(key(m.channel(), m.to(), m.messageId()), 1, Integer::sum);
        if (m.channel().equals("sms")) {
            smsByReference.put(m.messageId(), m.seq());
        }
    }

    private static String key(String channel, String to, String messageId) {
        return channel + ' ' + to + ' ' + messageId;
    }

    /** What came; the inbox gives it its number, its copy count and its time. */
    record Arrived(String channel, String to, String from, String subject, String messageId, Map<String, String> headers,
            String text, String html, List<Message.Attachment> attachments) {
    }

    /** Keeps a message; on return it is in the file. */
    synchronized long add(Arrived a) {
        int copy = copies.getOrDefault(key(a.channel(), a.to(), a.messageId()), 0) + 1;
        Message m = new Message(lastSeq + 1, a.channel(), a.to(), a.from(), a.subject(), a.messageId(), copy, a.headers(),
                a.text(), a.html(), a.attachments(), clock.instant().toString());
        byte[] line = JSON.writeValueAsBytes(m);
        ByteBuffer buffer = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try {
            long at = end;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            remember(m, end, line.length);
            end = at;
            if (entries.size() > limit) {
                dropOldest();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the message could not be kept in " + file, e);
        }
        return m.seq();
    }

    /** The number of the SMS with this reference, if it was taken before: a repeated request is no second SMS. */
    synchronized Optional<Long> smsWithReference(String reference) {
        return Optional.ofNullable(smsByReference.get(reference));
    }

    /** Writes what is left to a new file, a tenth below the limit so that this is done rarely. */
    private void dropOldest() throws IOException {
        List<Entry> keep = new ArrayList<>(entries).subList(entries.size() - limit * 9 / 10, entries.size());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            long from = keep.getFirst().offset();
            long done = 0;
            while (from + done < end) {
                done += channel.transferTo(from + done, end - from - done, out);
            }
        }
        channel.close();
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        entries.clear();
        copies.clear();
        smsByReference.clear();
        end = 0;
        readIndex();
    }

    /** Forgets everything; numbers go on, so that a reader who asks for what came after one is not misled (until a restart). */
    synchronized void clear() {
        try {
            channel.truncate(0);
            end = 0;
            entries.clear();
            copies.clear();
            smsByReference.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code {"messages":[…]}}, oldest first, straight from the file. */
    void writeJson(Filter filter, int newest, OutputStream out) throws IOException {
        List<Entry> wanted = find(filter, newest);
        out.write("{\"messages\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < wanted.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            byte[] line = read(wanted.get(i));
            if (line == null) {
                break;
            }
            out.write(line);
        }
        out.write("]}".getBytes(StandardCharsets.UTF_8));
    }

    /** The newest messages first. */
    List<Message> newest(Filter filter, int count) {
        return find(filter, count).reversed().stream().map(this::read).filter(java.util.Objects::nonNull)
                .map(line -> JSON.readValue(line, Message.class)).toList();
    }

    Optional<Message> find(long seq) {
        return find(new Filter(null, null, seq - 1), Integer.MAX_VALUE).stream().findFirst().filter(e -> e.seq() == seq)
                .map(this::read).map(line -> JSON.readValue(line, Message.class));
    }

    private synchronized List<Entry> find(Filter filter, int newest) {
        Deque<Entry> found = new ArrayDeque<>();
        // From the newest on: who asks for what came after a number is answered without going through everything.
        for (Iterator<Entry> it = entries.descendingIterator(); it.hasNext() && found.size() < newest;) {
            Entry e = it.next();
            if (e.seq() <= filter.after()) {
                break;
            }
            if (filter.accepts(e.channel(), e.to(), e.seq())) {
                found.addFirst(e);
            }
        }
        return new ArrayList<>(found);
    }

    /** The message's line, or null when it was deleted meanwhile. */
    private synchronized byte @Nullable [] read(Entry e) {
        try {
            ByteBuffer line = ByteBuffer.allocate(e.length());
            while (line.hasRemaining()) {
                if (channel.read(line, e.offset() + line.position()) < 0) {
                    return null;
                }
            }
            return line.array();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    synchronized Summary summary() {
        int email = 0;
        int sms = 0;
        int emailDoubles = 0;
        int smsDoubles = 0;
        for (Entry e : entries) {
            boolean isSms = e.channel().equals("sms");
            sms += isSms ? 1 : 0;
            email += isSms ? 0 : 1;
            smsDoubles += isSms && e.copy() > 1 ? 1 : 0;
            emailDoubles += !isSms && e.copy() > 1 ? 1 : 0;
        }
        return new Summary(email, sms, emailDoubles, smsDoubles, lastSeq);
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
