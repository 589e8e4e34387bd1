package org.civikos.consultation.structure;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a person does to a split. Applied by {@link RepairedSplit}; a list of them replayed on the same split always gives the
 * same tree.
 */
public sealed interface Repair {
    /** Id of the node that is worked on. */
    String node();

    /**
     * The node was none: its number, heading and text go to the end of the node before it in reading order, its children become that
     * node's.
     */
    record Merge(String node) implements Repair {}

    /**
     * The node was two: from the place on, its text becomes the next node beside it, with the children of the old one.
     *
     * @param at characters of the text that stay, from 1 to one less than its length
     */
    record Split(String node, int at, Kind kind, @Nullable String number, @Nullable String heading) implements Repair {}

    /** One level up: behind its parent, taking along the nodes that stood below the same parent after it. */
    record Promote(String node) implements Repair {}

    /** One level down: the last child of the node that stands before it below the same parent. */
    record Demote(String node) implements Repair {}

    /** Another number; the heading and the text stay. */
    record Renumber(String node, @Nullable String number) implements Repair {}

    /** What the node is. */
    record Relabel(String node, Kind kind) implements Repair {}

    /**
     * Words at the beginning of the text that are the heading, or the heading that is text.
     *
     * @param characters of the text that become the heading, behind what it has, but for the label that an article's number says already ("Neni 5"); 0 puts the whole heading
     *                   before the text instead
     */
    record Title(String node, int characters) implements Repair {}

    /**
     * Reading order: the node with all below it goes before another node, below that one's parent.
     *
     * @param before id of the node that it shall precede, or null for the end of its own parent
     */
    record Move(String node, @Nullable String before) implements Repair {}
}
