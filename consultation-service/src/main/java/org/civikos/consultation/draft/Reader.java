package org.civikos.consultation.draft;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Splitter;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes documents apart, one at a time: a large PDF needs much of the small heap. */
@Component
public class Reader {

    private final Splitter splitter = Splitter.standard();
    private final Semaphore one = new Semaphore(1, true);

    public Act read(byte[] content, String fileName, @Nullable String mediaType) throws UnreadableDocument, InterruptedException {
        one.acquire();
        try {
            return splitter.split(content, fileName, mediaType);
        } finally {
            one.release();
        }
    }

    /** The code of the sentence that says why a document cannot be taken apart: document-corrupt, document-password, … */
    public static String problemCode(UnreadableDocument unreadable) {
        return "document-" + unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What whoever sent such a file is answered: 413 where it is too large, else 422, and the reason at the part {@code file}. */
    public static Problem refusal(UnreadableDocument unreadable) {
        HttpStatus status = unreadable.reason() == UnreadableDocument.Reason.TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
        String code = problemCode(unreadable);
        return Problem.of(status, code).field("file", code);
    }
}
