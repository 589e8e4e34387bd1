package org.civikos.consultation.comment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.civikos.platform.messaging.Versioned;
import org.springframework.stereotype.Component;

/** Counts drafts by reading them: an organisation has some dozens at most. */
@Component
class OpenFigures implements Unsubmitted {

    private final Shelves shelves;
    private final CommentStore store;

    OpenFigures(Shelves shelves, CommentStore store) {
        this.shelves = shelves;
        this.store = store;
    }

    @Override
    public Map<String, Map<String, Figures>> of(Collection<String> organisations, Collection<String> consultations) {
        Set<String> wanted = new HashSet<>(consultations);
        Set<String> ids = new HashSet<>();
        shelves.openOf(organisations).forEach((id, consultation) -> {
            if (wanted.contains(consultation)) {
                ids.add(id);
            }
        });
        Map<String, Map<String, Figures>> found = new HashMap<>();
        for (Versioned<Comment> one : store.all(ids).values()) {
            Comment comment = one.state();
            if (comment.status().isOpen() && organisations.contains(comment.organisation())) {
                found.computeIfAbsent(comment.consultation(), any -> new HashMap<>()).merge(comment.organisation(), Figures.NONE.and(comment.status()),
                        (before, more) -> before.and(comment.status()));
            }
        }
        return found;
    }
}
