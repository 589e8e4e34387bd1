package org.civikos.consultation.consultation;

import java.util.ArrayList;
import java.util.List;

/** The facts of a consultation that may be wrong because they were guessed, as they should be. */
record CorrectFacts(String title, String institution, String actKind, List<String> fields) {

    CorrectFacts {
        fields = fields.stream().distinct().toList();
    }

    /** What would be another; fields in another order are the same. */
    List<StageStep.Correction> of(Consultation c) {
        List<StageStep.Correction> found = new ArrayList<>();
        note(found, "title", c.title(), title);
        note(found, "institution", c.institution(), institution);
        note(found, "actKind", c.actKind(), actKind);
        if (!c.fields().stream().sorted().toList().equals(fields.stream().sorted().toList())) {
            note(found, "fields", String.join(",", c.fields()), String.join(",", fields));
        }
        return List.copyOf(found);
    }

    private static void note(List<StageStep.Correction> found, String fact, String before, String after) {
        if (!before.equals(after)) {
            found.add(new StageStep.Correction(fact, before, after));
        }
    }
}
