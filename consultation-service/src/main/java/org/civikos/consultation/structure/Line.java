package org.civikos.consultation.structure;

/**
 * One line of a paged file, or one paragraph of a file that has paragraphs.
 *
 * @param text without line break, in Unicode's composed form, no space at either end
 * @param page from 1; 0 where the file has no pages
 * @param column from 0, in a page with columns; -1 where it spans the page
 * @param type what the reader already knows about it
 * @param level level of a heading style, from 1; 0 for none
 */
record Line(String text, int page, int column, Type type, int level, Look look) {

    enum Type { BODY, TABLE, NOTE, CONTENTS }

    static Line of(String text, int page, Look look) {
        return new Line(text, page, -1, Type.BODY, 0, look);
    }

    Line withText(String value) {
        return new Line(value, page, column, type, level, look);
    }

    Line withType(Type value) {
        return new Line(text, page, column, value, level, look);
    }

    Line withLook(Look value) {
        return new Line(text, page, column, type, level, value);
    }
}
