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
 */
record SplitRepair(long revision, String base, String standing, List<Step> steps, int done, @Nullable Saving saving, int version, int edition) {

    SplitRepair {
        steps = List.copyOf(steps);
    }

    /**
     * One step with who took it.
     *
     * @param op         merge, split, promote, demote, renumber, relabel, title or move
     * @param at         characters, for split and title
     * @param before     node, for move
     */
    record Step(String op, String node, @Nullable Integer at, @Nullable Kind kind, @Nullable String number, @Nullable String heading, @Nullable String before, String by, Instant when) {

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
        return new SplitRepair(revision + 1, base, standing, more, done + 1, null, version, edition);
    }

    SplitRepair at(int count) {
        return new SplitRepair(revision + 1, base, standing, steps, count, null, version, edition);
    }

    SplitRepair toBeSaved(Saving wanted) {
        return new SplitRepair(revision + 1, base, standing, steps, done, wanted, version, edition);
    }

    SplitRepair saved(String fingerprint, int newVersion, int newEdition) {
        return new SplitRepair(revision + 1, base, fingerprint, steps, done, null, newVersion, newEdition);
    }

    /** On another text: what was done to the one before has nothing to do with it. */
    SplitRepair anew(String fingerprint) {
        return new SplitRepair(revision + 1, fingerprint, fingerprint, List.of(), 0, null, version, edition);
    }
}
