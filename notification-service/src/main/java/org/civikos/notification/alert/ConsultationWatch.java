package org.civikos.notification.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows where consultations stand. */
public interface ConsultationWatch {

    /**
     * What an event says of a consultation.
     *
     * @param deadlineSet whether the event set the deadline (the consultation was opened, or its deadline moved)
     * @param at when the event came about
     */
    record Seen(
            String consultationId, String title, String language, String institution, List<String> fields, @Nullable String actKind,
            String deadline, Instant deadlineAt, int articleCount, boolean closed, boolean deadlineSet, Instant at) {}

    /**
     * What an event says of a step in the life of a consultation. What it leaves out stays as it was known.
     *
     * @param open whether the official consultation runs after the step
     * @param at when the event came about
     */
    record Stepped(
            String consultationId, @Nullable String title, @Nullable String language, @Nullable String institution, @Nullable List<String> fields,
            @Nullable String actKind, @Nullable String deadline, @Nullable Instant deadlineAt, boolean open, Instant at) {}

    /** How a consultation stands, as far as alerts say it. */
    record Known(
            String title, String language, String institution, List<String> fields, @Nullable String actKind, String deadline,
            Instant deadlineAt, int articleCount, boolean closed) {}

    /** What was told last; empty for one of which nothing was. */
    Optional<Known> known(String consultationId);

    /** May be told the same twice, and late: the sequence says which is newer. */
    void stepped(Stepped consultation, long sequence);

    /** May be told the same twice, and late: the sequence says which is newer. */
    void seen(Seen consultation, long sequence);
}
