package org.civikos.consultation.draft;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Gets the documents that an announcement names. */
public interface DocumentSource {

    /**
     * A document as downloaded.
     *
     * @param content      empty where it is unchanged
     * @param contentType  what the server says it is
     * @param unchanged    whether the server says that what is known still holds
     * @param validators   what to ask with the next time
     */
    record Download(byte[] content, @Nullable String contentType, boolean unchanged, Validators validators) {
    }

    /** What a server gave to recognise a document by. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {

        /** Nothing is known, or it shall not be relied on. */
        public static final Validators NONE = new Validators(null, null);
    }

    /** It could not be had. */
    final class NotAvailable extends Exception {

        private static final long serialVersionUID = 1L;
        private final String code;
        private final boolean lasting;

        /**
         * @param code    why, kebab-case
         * @param lasting whether trying again soon is in vain
         */
        public NotAvailable(String code, boolean lasting, Throwable cause) {
            super(code, cause);
            this.code = code;
            this.lasting = lasting;
        }

        public String code() {
            return code;
        }

        public boolean lasting() {
            return lasting;
        }
    }

    /** Whether what a server says about a document that was fetched whole at that time may still be relied on. */
    boolean trusts(Instant fetchedWhole);

    /** Downloads one document, at most 50 MB, where it is another than the one that the validators stand for. */
    Download fetch(String source, String url, Validators known) throws NotAvailable, InterruptedException;
}
