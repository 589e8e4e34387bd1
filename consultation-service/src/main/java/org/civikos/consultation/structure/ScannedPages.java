package org.civikos.consultation.structure;

/** A file has pages that are pictures, and whoever had it read does not want to wait for them. */
public final class ScannedPages extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int pages;

    /** @param pages of the whole file */
    public ScannedPages(int pages) {
        super("Some of %d pages are pictures".formatted(pages), null, false, false);
        this.pages = pages;
    }

    public int pages() {
        return pages;
    }
}
