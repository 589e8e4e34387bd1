package org.civikos.consultation.structure;

/** Told of each page that is a picture before its text is recognised, which takes a second or more. */
@FunctionalInterface
public interface Recognition {

    /** Nobody asks how far it is. */
    Recognition QUIET = (page, pages) -> { };

    /** Nothing is recognised: a file is given up at its first page that is a picture. */
    Recognition NOT_NOW = (page, pages) -> {
        throw new ScannedPages(pages);
    };

    /**
     * @param page  from 1
     * @param pages of the whole file
     * @throws ScannedPages to give the file up
     */
    void page(int page, int pages);
}
