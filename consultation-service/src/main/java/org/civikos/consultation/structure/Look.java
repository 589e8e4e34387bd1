package org.civikos.consultation.structure;

/**
 * How a line looks, as far as its file tells.
 *
 * @param gap more room above it than between the lines of a paragraph
 * @param indented starts further right than the text around it
 * @param centred stands in the middle
 * @param bold wholly in bold
 * @param full reaches the right edge, so that the next line may continue it
 */
record Look(boolean gap, boolean indented, boolean centred, boolean bold, boolean full) {
    static final Look PLAIN = new Look(false, false, false, false, false);
    static final Look PARAGRAPH = new Look(true, false, false, false, false);

    Look withGap(boolean value) {
        return new Look(value, indented, centred, bold, full);
    }

    Look withFull(boolean value) {
        return new Look(gap, indented, centred, bold, value);
    }
}
