package org.civikos.consultation.comment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What organisations think of each other's comments, and which comments say nearly the same. */
@Component
class Opinions {

    /** So many comments are compared at most, those at the place itself first, the newest first: more than all of any place but a few. */
    private static final int COMPARED = 2_000;
    private static final double SIMILAR = 0.45;
    private static final int SHOWN = 5;

    private final CommentStore store;
    private final Comments comments;
    private final Settings settings;
    private final Shelves shelves;
    private final Clock clock;

    Opinions(CommentStore store, Comments comments, Settings settings, Shelves shelves, Clock clock) {
        this.store = store;
        this.comments = comments;
        this.settings = settings;
        this.shelves = shelves;
        this.clock = clock;
    }

    /**
     * Takes a stance for an organisation, one per comment, until the deadline.
     *
     * @param endorses {@code null} takes it back
     * @throws Problem 403 as for commenting; 404 where it is not seen; 409 deadline-passed, own-comment, comment-not-standing
     */
    Versioned<Comment> take(String consultation, String id, Viewer viewer, String organisation, @Nullable Boolean endorses, @Nullable String reason) {
        Consultations.Target target = comments.target(consultation);
        Organisation speaker = comments.mayWrite(viewer.person(), organisation);
        Versioned<Comment> found = comments.find(consultation, id, viewer);
        if (found.state().organisation().equals(organisation)) {
            throw Problem.of(HttpStatus.CONFLICT, "own-comment");
        }
        Comments.mustBeInTime(target);
        return store.change(id, comment -> {
            if (!comment.stands()) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-not-standing");
            }
            Comment.Stance now = comment.stances().stream().filter(one -> one.organisation().equals(organisation)).findFirst().orElse(null);
            if (now == null ? endorses == null : endorses != null && now.endorses() == endorses && Objects.equals(now.reason(), reason)) {
                return Change.quiet(comment);
            }
            Comment changed = comment.stance(organisation, endorses == null ? null
                    : new Comment.Stance(organisation, speaker.name(), endorses, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            return new Change<>(changed, List.of(CommentEvents.endorsed(id, changed, organisation, endorses == null ? "none" : endorses ? "endorse" : "oppose")));
        });
    }

    /** One that says nearly the same. */
    record Similar(double likeness, Versioned<Comment> comment) {
    }

    /**
     * The comments that say nearly the same at a place, at what it stands in up to the article, at its parts, and at the same place of the law in force; most similar first.
     *
     * @param law {@code null} for none
     */
    List<Similar> similar(String consultation, @Nullable String node, Comments.@Nullable LawAt law, String words, Viewer viewer) {
        comments.target(consultation);
        CommentSettings rules = settings.of(consultation);
        Likeness wanted = new Likeness(words);
        Set<String> ids = new LinkedHashSet<>();
        if (law != null) {
            ids.addAll(shelves.newestInLaw(consultation, law.law(), law.node(), COMPARED));
        }
        Set<String> places = comments.family(consultation, node);
        for (String place : places) {
            if (ids.size() < COMPARED) {
                shelves.newest(consultation, place, COMPARED - ids.size()).stream().limit(COMPARED - ids.size()).forEach(ids::add);
            }
        }
        return store.all(ids).values().stream()
                .filter(one -> one.state().stands() && viewer.sees(one.state(), rules) && one.state().place().orphan() == null)
                .map(one -> new Similar(Math.round(wanted.to(new Likeness(one.state().content().words())) * 100) / 100.0, one))
                .filter(one -> one.likeness() >= SIMILAR)
                .sorted(Comparator.comparingDouble(Similar::likeness).reversed().thenComparing(one -> one.comment().id())).limit(SHOWN).toList();
    }
}
