package org.civikos.consultation.comment;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Comments of a consultation as rows of a sheet, some hundred at a time, however many there are: for the secretariat all that were submitted, for an organisation what is its own,
 * drafts included. Nobody gets a row or a word that the lists would not show them.
 */
@Component
class CommentExport {

    private static final int AT_ONCE = 200;
    private static final ZoneId ZONE = WorkingDays.ZONE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> COLUMNS = List.of("reference", "place", "node", "quote", "kind", "importance", "text", "now", "wording", "justification", "organisation", "state", "hidden",
            "submitted", "late", "endorsed", "opposed", "outcome", "answer", "answered-where");

    private final Comments comments;
    private final Settings settings;
    private final StructureVersions versions;
    private final Network network;
    private final Phrases phrases;

    CommentExport(Comments comments, Settings settings, StructureVersions versions, Network network, Phrases phrases) {
        this.network = network;
        this.comments = comments;
        this.settings = settings;
        this.versions = versions;
        this.phrases = phrases;
    }

    /** Takes rows one by one; the first one is the head. */
    interface Rows {
        void row(List<String> cells) throws IOException;
    }

    /** Everything that a sheet needs, in the language of whoever asks: what follows may be done in another thread. */
    final class Prepared {

        private final String consultation;
        private final Viewer viewer;
        private final @Nullable String organisation;
        private final CommentSettings rules;
        private final Map<String, Node> nodes = new HashMap<>();
        private final Map<String, String> words = new HashMap<>();

        private Prepared(String consultation, Viewer viewer, @Nullable String organisation) {
            this.consultation = consultation;
            this.viewer = viewer;
            this.organisation = organisation;
            this.rules = settings.of(consultation);
            versions.nodes(consultation, versions.current(consultation)).forEach(node -> nodes.put(node.id(), node));
            COLUMNS.forEach(column -> words.put("column." + column, phrases.fill("export", column)));
            for (Comment.Status status : Comment.Status.values()) {
                words.put("state." + status.code(), phrases.fill("export", "state." + status.code()));
            }
            for (Comment.Kind kind : Comment.Kind.values()) {
                words.put("kind." + kind.code(), phrases.fill("form", "kind." + kind.code()));
            }
            for (Comment.Importance importance : Comment.Importance.values()) {
                words.put("importance." + importance.code(), phrases.fill("form", "importance." + importance.code()));
            }
            for (Comment.Outcome outcome : Comment.Outcome.values()) {
                words.put("outcome." + outcome.code(), phrases.fill("export", "outcome." + outcome.code()));
            }
            List.of("whole", "orphan", "yes", "no").forEach(word -> words.put(word, phrases.fill("export", word)));
            words.put("article", phrases.fill("form", "article"));
            if (organisation != null) {
                // A draft does not bear the name yet.
                words.put("of." + organisation, network.organisation(organisation).map(Organisation::name).orElse(organisation));
            }
        }

        /** Writes head and rows. */
        void to(Rows out) throws IOException {
            out.row(COLUMNS.stream().map(column -> words.get("column." + column)).toList());
            String row = organisation == null ? Shelves.rowOfAll(consultation) : Shelves.rowOfOrganisation(consultation, organisation);
            int after = 0;
            while (true) {
                List<Comments.Listed> page = comments.row(row, after, AT_ONCE, this::belongs);
                for (Comments.Listed one : page) {
                    out.row(cells(one.comment().state()));
                }
                if (page.size() < AT_ONCE) {
                    break;
                }
                after = page.getLast().turn();
            }
            if (organisation != null && viewer.organisations().contains(organisation)) {
                for (Versioned<Comment> draft : comments.open(consultation, Set.of(organisation))) {
                    out.row(cells(draft.state()));
                }
            }
        }

        private boolean belongs(Comment comment) {
            return (organisation == null || organisation.equals(comment.organisation())) && comment.wasSubmitted() && viewer.sees(comment, rules);
        }

        private List<String> cells(Comment comment) {
            boolean reads = viewer.reads(comment);
            Comment.Content said = comment.content();
            String node = comment.place().node();
            String quote = comment.place().anchor() == null || comment.place().anchor().quote() == null ? "" : comment.place().anchor().quote().exact();
            List<String> cells = new ArrayList<>(COLUMNS.size());
            cells.add(text(comment.reference()));
            cells.add(where(comment.place()));
            cells.add(text(node));
            cells.add(reads ? quote : "");
            cells.add(said.kind() == null ? "" : word("kind." + said.kind().code()));
            cells.add(said.importance() == null ? "" : word("importance." + said.importance().code()));
            cells.add(reads ? text(said.text()) : "");
            // What was said at the law as it would read is to be read beside the law's words, not beside the draft's instruction.
            Comment.InLaw law = comment.place().law();
            cells.add(law != null && law.words() != null ? law.words() : node == null || !nodes.containsKey(node) ? "" : nodes.get(node).text());
            cells.add(reads ? text(said.proposedWording()) : "");
            cells.add(reads ? text(said.justification()) : "");
            cells.add(comment.organisationName().isEmpty() ? word("of." + comment.organisation()) : comment.organisationName());
            cells.add(word("state." + comment.status().code()));
            cells.add(word(comment.hiding() == null ? "no" : "yes"));
            cells.add(comment.submittedAt() == null ? "" : TIME.format(comment.submittedAt().atZone(ZONE)));
            cells.add(word(comment.late() ? "yes" : "no"));
            long endorsed = comment.stances().stream().filter(Comment.Stance::endorses).count();
            cells.add(String.valueOf(endorsed));
            cells.add(String.valueOf(comment.stances().size() - endorsed));
            Comment.Answer answer = reads ? comment.answer() : null;
            cells.add(answer == null ? "" : word("outcome." + answer.outcome().code()));
            cells.add(answer == null ? "" : text(answer.words()));
            cells.add(answer == null ? "" : answer.link() == null ? answer.where() : answer.where() + " " + answer.link());
            return cells;
        }

        private String where(Comment.Place place) {
            String node = place.node();
            String inDraft = place.orphan() != null ? word("orphan") : node == null ? word("whole") : label(node);
            return place.law() == null ? inDraft : node == null && place.orphan() == null ? place.law().label() : place.law().label() + " (" + inDraft + ")";
        }

        /** The article that the place lies in, with the numbers of its parts below: "Article 5 – Founders, 2". */
        private String label(String id) {
            StringBuilder below = new StringBuilder();
            Node node = nodes.get(id);
            while (node != null && node.kind() != Kind.ARTICLE && node.parent() != null && nodes.containsKey(node.parent())) {
                below.insert(0, node.number() == null ? "" : ", " + node.number());
                node = nodes.get(node.parent());
            }
            if (node == null) {
                return id;
            }
            String number = node.number() == null ? "" : node.kind() == Kind.ARTICLE ? word("article") + " " + node.number() : node.number();
            String name = node.heading() == null ? number : number.isEmpty() ? node.heading() : number + " – " + node.heading();
            return (name.isEmpty() ? node.id() : name) + below;
        }

        private String word(String key) {
            return words.getOrDefault(key, key);
        }
    }

    /** @param organisation whose comments; {@code null} for everybody's */
    Prepared prepare(String consultation, Viewer viewer, @Nullable String organisation) {
        return new Prepared(consultation, viewer, organisation);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
