package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node while the tree is being built. */
final class Draft {
    Kind kind;
    @Nullable String number;
    final StringBuilder heading = new StringBuilder();
    final StringBuilder text = new StringBuilder();
    /** What the file wrote to mark it, and no member of the node repeats: "Neni", brackets, the stop after a number. */
    final StringBuilder marker = new StringBuilder();
    final List<Draft> children = new ArrayList<>();
    int page;
    double confidence;
    /** A paragraph of an article without a number. */
    boolean plain;
    /** Id part of a node that has neither kind nor number to be named by. */
    @Nullable String part;
    /** Running number of an unnumbered node among those of its kind below its parent. */
    int place;
    String id = "";

    Draft(Kind kind, @Nullable String number, int page, double confidence) {
        this.kind = kind;
        this.number = number == null || number.isEmpty() ? null : number;
        this.page = page;
        this.confidence = confidence;
    }

    Draft child(Kind kind, @Nullable String number, int page, double confidence) {
        Draft child = new Draft(kind, number, page, confidence);
        children.add(child);
        return child;
    }
}
