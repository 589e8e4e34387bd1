package org.civikos.consultation.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Repair;
import org.jspecify.annotations.Nullable;

/**
 * What people do to the split of a draft's text: a list of steps on the text as it was read, of which the last ones may be undone. The texts
 * themselves are kept beside it, so that this stays small.
 *
 * @param revision     grows with every change: what two people must not change at once
 * @param base         fingerprint of the text that the steps begin from
 * @param standing     fingerprint of the text in force as last seen: another one means that the publisher's file was read anew
 * @param done         steps that count; the ones behind them are undone
 * @param saving       set before the text in force is replaced, so that a crash in between is made good
 * @param version      of the consultation's text that the editions are counted for
 * @param edition      of that version in force, 0 as it was published
 * @param lost         steps on the publisher's text before that could not be carried over to this one, until the next saving
 */
record SplitRepair(long revision, String base, String standing, List<Step> steps, int done, @Nullable Saving saving, int version, int edition, @Nullable List<Step> lost) {

    SplitRepair {
        steps = List.copyOf(steps);
        lost = lost == null ? List.of() : List.copyOf(lost);
    }

    /**
     * One step with who took it.
     *
     * @param op         merge, split, promote, demote, renumber, relabel, title or move
     * @param at         characters, for split and title
     * @param before     node, for move
     */
    record Step(String op, String node, @Nullable Integer at, @Nullable Kind kind, @Nullable String number, @Nullable String heading, @Nullable String before, String by, Instant when) {

        /** The same on another text, whose nodes have other names. */
        Step as(Repair other) {
            return new Step(op, other.node(), at, kind, number, heading, other instanceof Repair.Move move ? move.before() : before, by, when);
        }

        Repair repair() {
            int place = at == null ? 0 : at;
            return switch (op) {
                case "merge" -> new Repair.Merge(node);
                case "split" -> new Repair.Split(node, place, kind == null ? Kind.PARAGRAPH : kind, number, heading);
                case "promote" -> new Repair.Promote(node);
                case "demote" -> new Repair.Demote(node);
                case "renumber" -> new Repair.Renumber(node, number);
                case "relabel" -> new Repair.Relabel(node, kind == null ? Kind.TEXT : kind);
                case "title" -> new Repair.Title(node, place);
                case "move" -> new Repair.Move(node, before);
                default -> throw new IllegalStateException("There is no step " + op);
            };
        }
    }

    /** @param edition what the text will be, where its consultation is open */
    record Saving(String by, Instant at, int version, int edition) {
    }

    List<Repair> repairs() {
        return steps.subList(0, done).stream().map(Step::repair).toList();
    }

    SplitRepair with(Step step) {
        List<Step> more = new ArrayList<>(steps.subList(0, done));
        more.add(step);
        return new SplitRepair(revision + 1, base, standing, more, done + 1, null, version, edition, lost);
    }

    SplitRepair at(int count) {
        return new SplitRepair(revision + 1, base, standing, steps, count, null, version, edition, lost);
    }

    SplitRepair toBeSaved(Saving wanted) {
        return new SplitRepair(revision + 1, base, standing, steps, done, wanted, version, edition, lost);
    }

    SplitRepair saved(String fingerprint, int newVersion, int newEdition) {
        return new SplitRepair(revision + 1, base, fingerprint, steps, done, null, newVersion, newEdition, List.of());
    }

    /** On another text: what was done to the one before has nothing to do with it. */
    SplitRepair anew(String fingerprint) {
        return new SplitRepair(revision + 1, fingerprint, fingerprint, List.of(), 0, null, version, edition, List.of());
    }

    /**
     * On the publisher's next text.
     *
     * @param nextBase     fingerprint of it as it was read
     * @param nextStanding fingerprint of it with the steps that were in force before and could be carried
     */
    SplitRepair carried(String nextBase, String nextStanding, List<Step> carriedSteps, List<Step> lostSteps) {
        return new SplitRepair(revision + 1, nextBase, nextStanding, carriedSteps, carriedSteps.size(), null, version, edition, lostSteps);
    }
}
