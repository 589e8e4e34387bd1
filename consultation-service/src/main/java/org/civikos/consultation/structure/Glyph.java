package org.civikos.consultation.structure;

/**
 * A character on a page.
 *
 * @param x left edge in points from the left
 * @param y base line in points from the top
 * @param width in points
 * @param size of the font in points
 * @param blank it leaves no ink
 */
record Glyph(String text, float x, float y, float width, float size, boolean bold, boolean blank) {
    Glyph(String text, float x, float y, float width, float size, boolean bold) {
        this(text, x, y, width, size, bold, text.isBlank() || "\u00a0".equals(text));
    }

    float right() {
        return x + width;
    }
}
