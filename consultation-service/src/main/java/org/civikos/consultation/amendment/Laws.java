package org.civikos.consultation.amendment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Laws in force, and which of them an amending draft is to be read with. */
@Component
class Laws implements LawPlaces {

    /** The most laws of which titles are compared. */
    private static final int MOST = 1_000;
    private static final int LONGEST_LABEL = 300;
    private static final Map<String, String> ARTICLE = Map.of("sq", "neni", "sr", "član", "en", "article");
    private static final int TELLING_TITLE = 3;
    /** 04/L-123, also as 04/L - 123 or with the Serbian and Albanian word before it. */
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d{2})\\s*/\\s*L\\s*[-–]\\s*(\\d{1,3})\\b", Pattern.CASE_INSENSITIVE);

    private final AggregateStore<Law> laws;
    private final AggregateStore<LawLink> links;
    private final Structures structures;
    private final Documents documents;
    private final Consultations consultations;
    private final Clock clock;

    Laws(AggregateStores stores, Structures structures, Documents documents, Consultations consultations, Clock clock) {
        this.laws = stores.of("lawsInForce", Law.class);
        this.links = stores.of("lawLinks", LawLink.class);
        this.structures = structures;
        this.documents = documents;
        this.consultations = consultations;
        this.clock = clock;
    }

    /**
     * The law that a draft is read with.
     *
     * @param linkedBy secretariat, number or title
     */
    record Found(String id, String title, @Nullable String number, boolean uploaded, String linkedBy, Structure text) {
    }

    /** Keeps a law that is to be read; the same identifier again changes nothing. */
    Versioned<Law> keep(String id, String title, String number, byte[] content, String fileName, @Nullable String mediaType) {
        String name = Documents.safeName(fileName, "law");
        StoredDocument document = new StoredDocument(id + "-1", title, name, Documents.mediaType(name, mediaType), content.length, LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE),
                null, Documents.sha256(content), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        documents.keep(document.id(), content);
        try {
            return laws.insert(id, new Law(title, number(number).orElse(number), "sq", 0, document, clock.instant().truncatedTo(ChronoUnit.MILLIS), true, null), List.of());
        } catch (DuplicateKeyException sentTwice) {
            return laws.find(id).orElseThrow();
        }
    }

    /** Laws that are to be read, at most {@value #MOST}. */
    List<String> toRead() {
        return laws.list(Query.query(Criteria.where("state.reading").is(true)).limit(MOST)).stream().map(Versioned::id).toList();
    }

    /** It has been read: the text first, so that nobody sees a law without one. */
    void read(String id, Act act) {
        structures.keep(new Structure(id, act.language(), act.script(), act.nodes(), act.warnings()));
        laws.change(id, law -> law.isBeingRead() ? Change.quiet(law.read(act.language(), Threads.articles(act.nodes()))) : Change.quiet(law));
    }

    void notReadable(String id, String problem) {
        laws.change(id, law -> law.isBeingRead() ? Change.quiet(law.notReadable(problem)) : Change.quiet(law));
    }

    /** The identifier that a key stands for: the same for a request that is repeated. */
    static String id(String key) {
        return "law-" + Documents.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }

    /** By number. */
    List<Versioned<Law>> list(@Nullable String after, int limit) {
        Criteria criteria = after == null ? new Criteria() : Criteria.where("_id").gt(after);
        return laws.list(Query.query(criteria).limit(limit).with(Sort.by("_id")));
    }

    Optional<Versioned<Law>> law(String id) {
        return laws.find(id);
    }

    /** Says which law it is, or with nothing in it that it is none. */
    void link(String consultation, LawLink link) {
        try {
            links.insert(consultation, link, List.of());
        } catch (DuplicateKeyException there) {
            links.change(consultation, state -> state.equals(link) ? Change.quiet(state) : Change.quiet(link));
        }
    }

    /** What people said, else what the draft names itself by number, else by title; nothing where more than one fits. */
    Optional<Found> of(String consultation, List<Node> amending) {
        Optional<Versioned<LawLink>> said = links.find(consultation);
        if (said.isPresent()) {
            LawLink link = said.get().state();
            return link.law() != null ? laws.find(link.law()).flatMap(law -> found(law, "secretariat"))
                    : link.consultation() == null ? Optional.empty()
                    : structures.find(link.consultation()).map(text -> new Found(link.consultation(), consultations.title(link.consultation()), null, false, "secretariat", text));
        }
        String title = consultations.title(consultation) + "\n" + String.join("\n", amending.stream().filter(node -> node.kind() == Kind.TITLE).map(Node::text).toList());
        Optional<String> number = number(title);
        if (number.isPresent()) {
            List<Versioned<Law>> numbered = laws.list(Query.query(Criteria.where("state.number").is(number.get()).and("state.problem").isNull()).limit(2));
            return numbered.size() == 1 ? found(numbered.getFirst(), "number") : Optional.empty();
        }
        String folded = " " + String.join(" ", Letters.words(title)) + " ";
        List<Versioned<Law>> titled = laws.list(new Query().limit(MOST)).stream().filter(law -> law.state().problem() == null && Letters.words(law.state().title()).size() >= TELLING_TITLE
                && folded.contains(" " + String.join(" ", Letters.words(law.state().title())) + " ")).toList();
        return titled.size() == 1 ? found(titled.getFirst(), "title") : Optional.empty();
    }

    @Override
    public Optional<LawPlace> find(String consultation, String law, String node) {
        return structures.find(consultation).flatMap(draft -> of(consultation, draft.nodes()).filter(found -> found.id().equals(law)).flatMap(found -> {
            Map<String, Node> nodes = new HashMap<>();
            found.text().nodes().forEach(one -> nodes.put(one.id(), one));
            return nodes.containsKey(node) ? Optional.of(new LawPlace(law, node, label(found, nodes, node), Consolidation.of(draft.nodes(), found.text().nodes()).words(node)))
                    : Optional.empty();
        }));
    }

    /** The law, and the way from the article down; chapters above an article are not cited. */
    private static String label(Found law, Map<String, Node> nodes, String id) {
        Deque<String> parts = new ArrayDeque<>();
        for (Node node = nodes.get(id); node != null; node = node.parent() == null ? null : nodes.get(node.parent())) {
            boolean article = node.kind() == Kind.ARTICLE;
            String word = article ? ARTICLE.getOrDefault(law.text().language(), ARTICLE.get("en")) + " " : "";
            if (node.number() != null) {
                parts.addFirst(word + node.number());
            } else if (node.heading() != null && !node.heading().isBlank()) {
                parts.addFirst(node.heading().strip());
            }
            if (article) {
                break;
            }
        }
        parts.addFirst(law.number() == null ? law.title() : law.number());
        String label = String.join(", ", parts);
        return label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL - 1) + "…" : label;
    }

    private Optional<Found> found(Versioned<Law> law, String linkedBy) {
        return structures.find(law.id()).map(text -> new Found(law.id(), law.state().title(), law.state().number(), true, linkedBy, text));
    }

    /** The first number of a law that a text names, as it is cited. */
    static Optional<String> number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? Optional.of((matcher.group(1) + "/L-" + matcher.group(2)).toUpperCase(Locale.ROOT)) : Optional.empty();
    }
}
