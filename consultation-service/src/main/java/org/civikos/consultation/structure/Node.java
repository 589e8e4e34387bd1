package org.civikos.consultation.structure;

import org.jspecify.annotations.Nullable;

/**
 * One place in an act that can be read and commented on.
 *
 * @param id unique in the act, readable and stable between runs: {@code art_5}, {@code art_5__par_2}, {@code chp_2}
 * @param kind what it is
 * @param number as printed without the word and the closing mark: {@code 5}, {@code 16A}, {@code 1.1}, {@code ç}, {@code II}
 * @param heading its heading, joined to one line
 * @param parent id of the node it belongs to
 * @param text its own words, without those of its children
 * @param page first page in the file, from 1, where the file has pages
 * @param confidence from 0 to 1: how sure the splitter is of kind, number and boundaries
 */
public record Node(String id, Kind kind, @Nullable String number, @Nullable String heading, @Nullable String parent,
        String text, @Nullable Integer page, double confidence) {}
