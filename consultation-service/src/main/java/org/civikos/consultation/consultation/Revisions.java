package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.civikos.consultation.difference.Comparison;
import org.civikos.consultation.difference.Difference;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.structure.Warning;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Takes over what the publisher changed, and keeps what was there before. Each step may be repeated: the history and the texts are written
 * under identifiers that follow from the change's number, and the consultation's own write, which carries the event, happens once per number.
 */
@Component
public class Revisions implements StructureVersions {

    static final String HISTORY = "draftChanges";
    private static final int MOST_SHOWN = 500;

    private final AggregateStore<Consultation> store;
    private final Consultations consultations;
    private final Structures structures;
    private final MongoTemplate mongo;
    private final ObjectProvider<NewVersionHook> hooks;

    Revisions(AggregateStores stores, Consultations consultations, Structures structures, MongoTemplate mongo, ObjectProvider<NewVersionHook> hooks) {
        this.store = stores.of(Consultations.COLLECTION, Consultation.class);
        this.consultations = consultations;
        this.structures = structures;
        this.mongo = mongo;
        this.hooks = hooks;
    }

    /**
     * One thing that was seen.
     *
     * @param number grows by one per consultation
     */
    public record Seen(int number, DraftChange.Kind kind, Instant at, @Nullable StoredDocument before, @Nullable StoredDocument after, DraftChange.@Nullable Renamed title) {

        /** Anything but another title. */
        public Seen(int number, DraftChange.Kind kind, Instant at, @Nullable StoredDocument before, @Nullable StoredDocument after) {
            this(number, kind, at, before, after, null);
        }
    }

    /**
     * Takes over changes that were seen together. Those that it knows of already are left out, so it may be called again after a crash.
     *
     * @param seen    in the order of their numbers, not empty
     * @param text    the new text where the words were read anew, the same words make no new version
     * @param problem  why a new main document could not be taken apart, a code
     * @param deadline that was seen with them, so that people are told of both at once; null where it is not another
     */
    public void take(String id, List<Seen> seen, @Nullable Structure text, @Nullable String problem, @Nullable LocalDateTime deadline) {
        Versioned<Consultation> found = store.find(id).orElse(null);
        if (found == null) {
            return;
        }
        int upTo = seen.getLast().number();
        if (seen.getFirst().number() <= found.state().changesSeen()) {
            // A crash came after the consultation knew of these: their version must stand before the next is compared with it.
            stand(id, found.state().changesSeen());
        }
        if (found.state().changesSeen() < upTo) {
            List<Seen> fresh = seen.stream().filter(one -> one.number() > found.state().changesSeen()).toList();
            int previous = found.state().structureVersion();
            Structure before = structures.find(id).orElse(null);
            List<Node> nodes = before == null ? List.of() : before.nodes();
            boolean another = text != null && !Comparison.sameText(nodes, text.nodes());
            int version = another ? previous + 1 : previous;
            int changed = another ? Comparison.of(nodes, text.nodes()).changedArticles() : 0;
            List<DraftChange.Kind> kinds = new ArrayList<>(fresh.stream().map(Seen::kind).distinct().toList());
            if (another) {
                kinds.add(DraftChange.Kind.TEXT_CHANGED);
            }
            List<DraftChange.Copy> copies = new ArrayList<>();
            for (Seen one : fresh) {
                if (one.after() != null) {
                    copies.add(new DraftChange.Copy(one.before(), one.after()));
                }
            }
            if (another) {
                if (before != null) {
                    structures.stage(id, previous, before);
                }
                structures.stage(id, version, text);
            }
            DraftChange.Renamed title = title(fresh);
            if (title == null) {
                kinds.remove(DraftChange.Kind.TITLE_CHANGED);
            }
            DraftChange change = new DraftChange(id + ":" + upTo, id, upTo, fresh.getLast().at(), kinds, version, previous, changed, copies, problem, title);
            if (!kinds.isEmpty()) {
                mongo.save(change, HISTORY);
            }
            List<Warning> warnings = another ? text.warnings() : found.state().warnings();
            int articles = another ? articles(text.nodes()) : found.state().articleCount();
            store.change(id, state -> {
                if (state.changesSeen() >= upTo) {
                    return Change.quiet(state);
                }
                // Renamed and named back between two looks of ours is nothing that anybody has to be told.
                boolean told = !kinds.isEmpty();
                Change<Consultation> moved = deadline == null ? Change.quiet(state) : consultations.movedBySource(id, state, deadline, told);
                Consultation next = moved.state().changed(version, articles, warnings, upTo).renamed(title);
                List<OutgoingEvent> events = new ArrayList<>(moved.events());
                if (told) {
                    events.add(ConsultationEvents.draftChanged(id, next, change, moved.events().isEmpty() ? null : state.deadline(), another ? text.said() : null));
                }
                return new Change<>(next, events);
            });
        }
        if (found.state().changesSeen() < upTo) {
            stand(id, upTo);
        }
    }

    /** From the first title to the last of those that were seen; {@code null} where they say the same. */
    private static DraftChange.@Nullable Renamed title(List<Seen> seen) {
        List<DraftChange.Renamed> titles = seen.stream().map(Seen::title).filter(Objects::nonNull).toList();
        if (titles.isEmpty() || titles.getFirst().before().equals(titles.getLast().after())) {
            return null;
        }
        return new DraftChange.Renamed(titles.getFirst().before(), titles.getLast().after());
    }

    /** Makes the version that the consultation is at the one that is read, and tells those who want to know. */
    private void stand(String id, int number) {
        DraftChange change = mongo.findById(id + ":" + number, DraftChange.class, HISTORY);
        if (change == null || change.version() == change.previous()) {
            return;
        }
        structures.staged(id, change.version()).ifPresent(structures::keep);
        hooks.orderedStream().forEach(hook -> hook.versionStands(id, change.previous(), change.version()));
    }

    /**
     * Puts a repaired split in the place of the one in force. No new version: the publisher changed nothing. May be repeated after a crash, under the
     * draft's lease.
     *
     * @param edition one more than that of the text in force
     */
    public void repaired(String id, Structure text, int edition) {
        int version = store.find(id).orElseThrow().state().structureVersion();
        String kept = Structures.edition(id, version, edition - 1);
        if (structures.find(kept).isEmpty()) {
            structures.find(id).ifPresent(before -> structures.keep(new Structure(kept, before.language(), before.script(), before.nodes(), before.warnings())));
        }
        structures.stage(id, version, text);
        structures.keep(text);
        store.change(id, state -> Change.quiet(state.changed(version, articles(text.nodes()), text.warnings(), state.changesSeen())));
        hooks.orderedStream().forEach(hook -> hook.textRepaired(id, version, edition));
    }

    /**
     * Lays the text of the official draft beside that of the early consultation which it joins: in the place of none, or as the next version. May be repeated.
     *
     * @return its version
     */
    public int lay(String id, Structure text) {
        int previous = store.find(id).orElseThrow().state().structureVersion();
        Structure before = structures.find(id).orElse(null);
        boolean replaces = before != null && !before.nodes().isEmpty() && !Comparison.sameText(before.nodes(), text.nodes());
        if (replaces) {
            structures.stage(id, previous, before);
        }
        int version = replaces ? previous + 1 : previous;
        structures.stage(id, version, text);
        return version;
    }

    /** Makes the text that was laid beside it the one that is read, once the consultation is joined. May be repeated until anything else follows. */
    public void joined(String id) {
        int version = store.find(id).orElseThrow().state().structureVersion();
        structures.staged(id, version).ifPresent(structures::keep);
        hooks.orderedStream().forEach(hook -> hook.versionStands(id, Math.max(1, version - 1), version));
    }

    /** What has changed, latest first, {@value #MOST_SHOWN} at most. */
    List<DraftChange> history(String id) {
        return mongo.find(Query.query(Criteria.where("consultation").is(id)).with(Sort.by(Sort.Direction.DESC, "number")).limit(MOST_SHOWN), DraftChange.class, HISTORY);
    }

    /** A copy of a document that another has replaced. */
    Optional<StoredDocument> copy(String id, String document) {
        for (DraftChange change : history(id)) {
            for (DraftChange.Copy copy : change.copies()) {
                if (copy.after().id().equals(document)) {
                    return Optional.of(copy.after());
                }
                if (copy.before() != null && copy.before().id().equals(document)) {
                    return Optional.of(copy.before());
                }
            }
        }
        return Optional.empty();
    }

    /** What differs between two versions of the text; empty where one of them does not exist. */
    Optional<Difference> difference(String id, int from, int to) {
        Optional<Structure> before = structure(id, from);
        Optional<Structure> after = structure(id, to);
        return before.isEmpty() || after.isEmpty() ? Optional.empty() : Optional.of(Comparison.of(before.get().nodes(), after.get().nodes()));
    }

    @Override
    public List<Version> of(String consultation) {
        Consultation state = store.find(consultation).map(Versioned::state).orElse(null);
        if (state == null) {
            return List.of();
        }
        Map<Integer, DraftChange> began = new HashMap<>();
        for (DraftChange change : history(consultation)) {
            if (change.version() != change.previous()) {
                began.put(change.version(), change);
            }
        }
        List<Version> versions = new ArrayList<>();
        for (int version = 1; version <= state.structureVersion(); version++) {
            DraftChange change = began.get(version);
            boolean current = version == state.structureVersion();
            int articles = current ? state.articleCount() : structure(consultation, version).map(text -> articles(text.nodes())).orElse(0);
            versions.add(new Version(version, change == null ? state.openedAt() : change.at(), articles, change == null ? 0 : change.changedArticles(), current));
        }
        return versions;
    }

    @Override
    public Optional<Integer> current(String consultation) {
        return store.find(consultation).map(found -> found.state().structureVersion());
    }

    @Override
    public Optional<Structure> structure(String consultation, int version) {
        int current = current(consultation).orElse(0);
        return version < 1 || version > current ? Optional.empty() : version == current ? structures.find(consultation) : structures.staged(consultation, version);
    }

    @Override
    public Map<String, String> texts(String consultation, int version) {
        Map<String, String> texts = new HashMap<>();
        structure(consultation, version).ifPresent(text -> text.nodes().forEach(node -> texts.put(node.id(),
                node.heading() == null || node.heading().isBlank() ? node.text() : node.text().isBlank() ? node.heading() : node.heading() + "\n" + node.text())));
        return texts;
    }

    private static int articles(List<Node> nodes) {
        return Threads.articles(nodes);
    }
}
