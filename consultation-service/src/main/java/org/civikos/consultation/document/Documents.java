package org.civikos.consultation.document;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Files in pieces of {@value #PIECE} bytes, each found by {@code _id} ({@code document:n}). Not GridFS, whose pieces are found by
 * an index on two members, which scans on the embedded server; and pieces with a key of their own can be written twice.
 */
@Component
public class Documents {

    private static final int PIECE = 1024 * 1024;
    private static final String COLLECTION = "documentPieces";
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._ ()-]+");

    private final MongoTemplate mongo;

    Documents(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Keeps the content under the identifier; doing it again with the same content changes nothing. */
    public void keep(String id, byte[] content) {
        int n = 0;
        for (int from = 0; from == 0 || from < content.length; from += PIECE, n++) {
            String piece = id + ":" + n;
            Document document = new Document("_id", piece)
                    .append("data", new Binary(Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE))));
            mongo.execute(COLLECTION, pieces -> pieces.replaceOne(Filters.eq("_id", piece), document, new ReplaceOptions().upsert(true)));
        }
    }

    /** Deletes a content; what is gone already is no matter. */
    public void delete(String id, long bytes) {
        for (long n = 0; n == 0 || n * PIECE < bytes; n++) {
            String piece = id + ":" + n;
            mongo.execute(COLLECTION, pieces -> pieces.deleteOne(Filters.eq("_id", piece)));
        }
    }

    /**
     * Writes the content out piece by piece, one in memory at a time.
     *
     * @throws NoSuchElementException if a piece is missing
     */
    public void write(StoredDocument document, OutputStream out) throws IOException {
        long left = document.bytes();
        for (int n = 0; left > 0; n++) {
            byte[] piece = piece(document.id(), n);
            out.write(piece);
            left -= piece.length;
        }
    }

    /**
     * The whole content in memory, at most 50 MB.
     *
     * @throws NoSuchElementException if a piece is missing
     */
    public byte[] read(StoredDocument document) {
        byte[] content = new byte[(int) document.bytes()];
        int at = 0;
        for (int n = 0; at < content.length; n++) {
            byte[] piece = piece(document.id(), n);
            System.arraycopy(piece, 0, content, at, Math.min(piece.length, content.length - at));
            at += piece.length;
        }
        return content;
    }

    private byte[] piece(String id, int n) {
        String piece = id + ":" + n;
        Document found = mongo.execute(COLLECTION, pieces -> pieces.find(Filters.eq("_id", piece)).first());
        if (found == null) {
            throw new NoSuchElementException("No piece " + piece);
        }
        return found.get("data", Binary.class).getData();
    }

    /** The content's SHA-256 in small hexadecimal digits. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** A name without path, control characters or anything that a header could be broken with; at most 120 characters. */
    public static String safeName(@Nullable String name, String otherwise) {
        if (name == null) {
            return otherwise;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = UNSAFE.matcher(last).replaceAll("_").replaceFirst("^[.\\s_]+", "").strip();
        return safe.isEmpty() ? otherwise : safe.length() > 120 ? safe.substring(safe.length() - 120) : safe;
    }

    /** The media type by the name's ending, else what the sender says, else bytes of no kind. */
    public static String mediaType(String fileName, @Nullable String said) {
        Matcher ending = Pattern.compile("\\.(\\w{2,5})$").matcher(fileName.toLowerCase(Locale.ROOT));
        String byName = !ending.find() ? null : switch (ending.group(1)) {
            case "pdf" -> "application/pdf";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "doc" -> "application/msword";
            case "odt" -> "application/vnd.oasis.opendocument.text";
            case "rtf" -> "application/rtf";
            case "html", "htm" -> "text/html";
            case "txt" -> "text/plain";
            default -> null;
        };
        if (byName != null) {
            return byName;
        }
        String main = said == null ? "" : said.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return main.matches("[a-z]+/[a-z0-9.+-]+") ? main : "application/octet-stream";
    }
}
