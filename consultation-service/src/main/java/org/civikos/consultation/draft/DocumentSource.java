package org.civikos.consultation.draft;

import org.jspecify.annotations.Nullable;

/** Gets the documents that an announcement names. */
public interface DocumentSource {

    /**
     * A document as downloaded.
     *
     * @param contentType what the server says it is
     */
    record Download(byte[] content, @Nullable String contentType) {
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

    /** Downloads one document, at most 50 MB. */
    Download fetch(String source, String url) throws NotAvailable, InterruptedException;
}
