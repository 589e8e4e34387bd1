package org.civikos.consultation.draft;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Recognition;
import org.civikos.consultation.structure.ScannedPages;
import org.civikos.consultation.structure.Splitter;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Takes documents apart, in two lanes of one file at a time, since a large PDF needs much of the small heap: a file with pages that are pictures takes minutes,
 * and nobody's text waits behind it.
 */
@Component
public class Reader {

    /** How often a scan is begun at most: one that takes the process with it must not do so for ever. */
    private static final int MOST_BEGINNINGS = 3;

    private final Splitter splitter = Splitter.standard();
    private final Documents documents;
    private final ReadingProgress progress;
    private final Semaphore checks = new Semaphore(1, true);
    private final Map<Lane, Desk> desks = Map.of(Lane.TEXT, new Desk(), Lane.SCANS, new Desk());

    Reader(Documents documents, ReadingProgress progress) {
        this.documents = documents;
        this.progress = progress;
    }

    /** What a document is read by. */
    public enum Lane {
        /** Seconds; a scan is given up. */
        TEXT,
        /** Minutes: up to 120 pages and 6 minutes of recognition. */
        SCANS
    }

    private static final class Desk {
        private final Semaphore one = new Semaphore(1, true);
        /** The last one that was read, as long as there is memory for it: what follows from it is often asked for in the next step. */
        private SoftReference<Last> last = new SoftReference<>(null);
    }

    private record Last(String document, Act act) {
    }

    /**
     * How far the recognition of a scan has come.
     *
     * @param page  the one that is being recognised; 0 while the file waits for its turn
     * @param pages of the whole file
     */
    public record Progress(int page, int pages) {
    }

    /** A file that was sent, as long as it lies outside the memory. */
    @FunctionalInterface
    public interface Sent {
        byte[] bytes() throws IOException;
    }

    /**
     * Refuses at once what is no document that can be taken apart, as far as that can be said in a second or two, and hands on what is one. From reading its
     * bytes on, one at a time: a few of 50 MB would fill the small heap.
     *
     * @param keep what becomes of its content
     * @throws Problem that says why it is refused, as {@link #refusal} words it
     */
    public <T> T take(Sent file, String fileName, Function<byte[], T> keep) throws IOException, InterruptedException {
        checks.acquire();
        try {
            byte[] content = file.bytes();
            splitter.check(content, fileName);
            return keep.apply(content);
        } catch (UnreadableDocument unreadable) {
            throw refusal(unreadable);
        } finally {
            checks.release();
        }
    }

    /**
     * Takes a document that is kept apart.
     *
     * @throws ScannedPages         in the lane of texts, where it is a scan: it waits for the other lane from now on
     * @throws InterruptedException also where that came in the middle: what was read until then is not all of it
     */
    public Act read(StoredDocument document, Lane lane) throws UnreadableDocument, InterruptedException {
        Desk desk = desks.get(lane);
        desk.one.acquire();
        try {
            Last last = desk.last.get();
            if (last != null && last.document().equals(document.id())) {
                return last.act();
            }
            Act act = lane == Lane.TEXT ? text(document) : scan(document);
            desk.last = new SoftReference<>(new Last(document.id(), act));
            return act;
        } finally {
            desk.one.release();
        }
    }

    private Act text(StoredDocument document) throws UnreadableDocument, InterruptedException {
        Optional<Progress> known = progress.find(document.id());
        if (known.isPresent()) {
            throw new ScannedPages(known.get().pages());
        }
        try {
            return whole(document, Recognition.NOT_NOW);
        } catch (ScannedPages scan) {
            progress.waits(document.id(), scan.pages());
            throw scan;
        }
    }

    private Act scan(StoredDocument document) throws UnreadableDocument, InterruptedException {
        if (progress.begun(document.id()) > MOST_BEGINNINGS) {
            progress.done(document.id());
            throw UnreadableDocument.tooLong();
        }
        try {
            Act act = whole(document, (page, pages) -> progress.at(document.id(), page, pages));
            progress.done(document.id());
            return act;
        } catch (UnreadableDocument unreadable) {
            progress.done(document.id());
            throw unreadable;
        } catch (InterruptedException | RuntimeException noFaultOfTheFile) {
            progress.interrupted(document.id());
            throw noFaultOfTheFile;
        }
    }

    private Act whole(StoredDocument document, Recognition recognition) throws UnreadableDocument, InterruptedException {
        try {
            Act act = splitter.split(documents.read(document), document.fileName(), document.mediaType(), recognition);
            mustGoOn();
            return act;
        } catch (UnreadableDocument unreadable) {
            mustGoOn();
            throw unreadable;
        }
    }

    private static void mustGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Stopped while reading");
        }
    }

    /** How far the recognition of a document has come; empty where it is no scan, or has been read. */
    public Optional<Progress> progress(@Nullable StoredDocument document) {
        return document == null ? Optional.empty() : progress.find(document.id());
    }

    /** The code of the sentence that says why a document cannot be taken apart: document-corrupt, document-password, … */
    public static String problemCode(UnreadableDocument unreadable) {
        return "document-" + unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What whoever sent such a file is answered: 413 where it is too large, else 422, and the reason at the part {@code file}. */
    static Problem refusal(UnreadableDocument unreadable) {
        HttpStatus status = unreadable.reason() == UnreadableDocument.Reason.TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
        String code = problemCode(unreadable);
        return Problem.of(status, code).field("file", code);
    }
}
