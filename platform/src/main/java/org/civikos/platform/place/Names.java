package org.civikos.platform.place;

/** One thing's name in Albanian, Serbian (Latin) and English. */
public record Names(String sq, String sr, String en) {
}
