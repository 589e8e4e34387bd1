package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.civikos.consultation.amendment.LawPlaces;
import org.civikos.consultation.anchor.Quote;
import org.civikos.consultation.consultation.Accepts;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** A comment's way from the first words to its place among the others: who may do what, until when, and under which reference. */
@Component
class Comments {

    static final String COMMENT = "comment";
    static final String SIGN_OFF = "sign-off";

    private final CommentStore store;
    private final Shelves shelves;
    private final Settings settings;
    private final Texts texts;
    private final Consultations consultations;
    private final Network network;
    private final LawPlaces laws;
    private final CommentProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;

    Comments(CommentStore store, Shelves shelves, Settings settings, Texts texts, Consultations consultations, Network network, LawPlaces laws, CommentProperties properties, Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.shelves = shelves;
        this.settings = settings;
        this.texts = texts;
        this.consultations = consultations;
        this.network = network;
        this.laws = laws;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What somebody wants to say for an organisation.
     *
     * @param node  none for the draft as a whole
     * @param quote exact words of the node's own text
     * @param law   where in the law in force it was written, with the draft applied to it; {@code null} for none
     */
    record Wish(String consultation, String person, String organisation, Comment.Content content, @Nullable String node, @Nullable Quote quote, @Nullable String replaces, @Nullable LawAt law) {
    }

    /** A place in the law in force, as a client names it. */
    record LawAt(String law, String node) {
    }

    /**
     * What came of a request that may be repeated.
     *
     * @param made whether it was made now, and not before by the same request
     */
    record Made(Versioned<Comment> comment, boolean made) {
    }

    /**
     * Submits, once: the same comment under the same identifier again gives what is there. A draft of the organisation under this identifier
     * becomes what is submitted, its files with it.
     *
     * @throws Problem 404 for an unknown consultation; 403 no-mandate, sign-off-needed, organisation-suspended; 409 deadline-passed, comment-exists,
     *                 comment-superseded; 422 unknown-node, quote-not-found, justification-required, wording-required, validation
     */
    Made submit(String id, Wish wish) {
        Consultations.Target target = target(wish.consultation());
        Organisation organisation = speaksFor(wish.person(), wish.organisation());
        Optional<Versioned<Comment>> earlier = store.find(id);
        Comment draft = null;
        if (earlier.isPresent()) {
            draft = earlier.get().state();
            if (!draft.status().isOpen() || !draft.consultation().equals(wish.consultation()) || !draft.organisation().equals(wish.organisation())) {
                return again(earlier.get(), begun(wish, place(wish)));
            }
        }
        mustSubmit(wish.person(), wish.organisation());
        boolean late = mustTake(target);
        mustFit(target, wish);
        Comment.Place place = place(wish);
        if (draft != null) {
            Comment.Content content = wish.content().with(draft.content().attachments());
            Versioned<Comment> signed = signOff(id, target, organisation, wish.person(), late, old -> old.saying(content, place, wish.replaces()));
            return signed.state().saysTheSame(begun(wish, place)) ? new Made(signed, true) : again(signed, begun(wish, place));
        }
        Comment begun = begun(wish, place);
        mustBeComplete(begun);
        reserve(begun, id);
        Comment comment = numbered(begun, target, organisation, wish.person(), late);
        try {
            Versioned<Comment> made = store.insert(id, comment, events(id, comment));
            meters.counter("civikos.comments.submitted").increment();
            return new Made(made, true);
        } catch (DuplicateKeyException sentTwiceAtOnce) {
            return again(store.find(id).orElseThrow(() -> sentTwiceAtOnce), begun);
        }
    }

    private static Made again(Versioned<Comment> earlier, Comment wanted) {
        if (!earlier.state().wasSubmitted() || !earlier.state().saysTheSame(wanted)) {
            // What somebody else's comment is called is nobody's business.
            boolean own = earlier.state().consultation().equals(wanted.consultation()) && earlier.state().organisation().equals(wanted.organisation());
            throw Problem.of(HttpStatus.CONFLICT, "comment-exists", own && earlier.state().reference() != null ? earlier.state().reference() : "");
        }
        return new Made(earlier, false);
    }

    /** Keeps what is being written, seen by the organisation alone; replaces what was kept before. */
    Made save(String id, Wish wish, LongConsumer versionCheck) {
        Consultations.Target target = target(wish.consultation());
        mayWrite(wish.person(), wish.organisation());
        mustTake(target);
        mustFit(target, wish);
        Comment.Place place = place(wish);
        Optional<Versioned<Comment>> earlier = store.find(id);
        if (earlier.isEmpty()) {
            if (shelves.openOf(Set.of(wish.organisation())).size() >= properties.openDrafts()) {
                throw Problem.of(HttpStatus.CONFLICT, "too-many-drafts", properties.openDrafts());
            }
            Comment draft = begun(wish, place).step(Comment.Act.DRAFTED, wish.person(), now(), null);
            try {
                Versioned<Comment> made = store.insert(id, draft, List.of(CommentEvents.drafted(id, draft)));
                meters.counter("civikos.comments.drafted").increment();
                return new Made(made, true);
            } catch (DuplicateKeyException sentTwiceAtOnce) {
                earlier = store.find(id);
            }
        }
        Versioned<Comment> found = earlier.filter(one -> one.state().consultation().equals(wish.consultation()) && one.state().organisation().equals(wish.organisation()))
                .orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "comment-exists", ""));
        versionCheck.accept(found.version());
        return new Made(store.change(id, draft -> {
            mustBeOpen(draft);
            mayChange(wish.person(), draft);
            Comment.Content content = wish.content().with(draft.content().attachments());
            Comment changed = draft.saying(content, place, wish.replaces());
            return changed.equals(draft) ? Change.quiet(draft) : Change.quiet(changed.step(Comment.Act.EDITED, wish.person(), now(), null));
        }), false);
    }

    /** What waits for a signature, its files among it, is changed by those who may give one. */
    void mayChange(String person, Comment draft) {
        if (draft.status() == Comment.Status.FOR_SIGN_OFF && !network.mayFor(person, SIGN_OFF, draft.organisation())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "sign-off-needed");
        }
    }

    /** What an organisation has under an identifier, whatever has become of it. */
    Optional<Versioned<Comment>> kept(String consultation, String organisation, String id) {
        return store.find(id).filter(one -> one.state().consultation().equals(consultation) && one.state().organisation().equals(organisation));
    }

    /** Asks a colleague to look at it. */
    Versioned<Comment> askReview(String consultation, String id, String person, @Nullable String note) {
        return step(consultation, id, person, draft -> draft.status() == Comment.Status.IN_REVIEW ? draft
                : draft.in(Comment.Status.IN_REVIEW).step(Comment.Act.REVIEW_ASKED, person, now(), note));
    }

    /**
     * Hands it to whoever may sign off.
     *
     * @throws Problem 409 review-by-another if it is with a colleague, and this is not one; 422 as for submitting
     */
    Versioned<Comment> handOver(String consultation, String id, String person, @Nullable String note) {
        return step(consultation, id, person, draft -> {
            if (draft.status() == Comment.Status.FOR_SIGN_OFF) {
                return draft;
            }
            mustBeComplete(draft);
            if (draft.status() == Comment.Status.IN_REVIEW && asked(draft).equals(person)) {
                throw Problem.of(HttpStatus.CONFLICT, "review-by-another");
            }
            return draft.in(Comment.Status.FOR_SIGN_OFF).step(Comment.Act.HANDED_OVER, person, now(), note);
        });
    }

    /** Gives it back to be worked on. */
    Versioned<Comment> giveBack(String consultation, String id, String person, @Nullable String note) {
        return step(consultation, id, person, draft -> draft.status() == Comment.Status.DRAFT ? draft
                : draft.in(Comment.Status.DRAFT).step(Comment.Act.RETURNED, person, now(), note));
    }

    private static String asked(Comment draft) {
        return draft.history().reversed().stream().filter(step -> step.act() == Comment.Act.REVIEW_ASKED).findFirst().map(Comment.Step::person).orElse("");
    }

    private Versioned<Comment> step(String consultation, String id, String person, Function<Comment, Comment> command) {
        Consultations.Target target = target(consultation);
        Versioned<Comment> found = ofOrganisation(consultation, id, person);
        mayWrite(person, found.state().organisation());
        mustTake(target);
        return store.change(id, draft -> {
            mustBeOpen(draft);
            Comment after = command.apply(draft);
            return after == draft ? Change.quiet(draft) : new Change<>(after, List.of(CommentEvents.drafted(id, after)));
        });
    }

    /**
     * Signs off and submits; done already, nothing happens.
     *
     * @param versionCheck whether it is what the signer has read
     * @throws Problem 409 comment-changed if somebody changed it in the same moment
     */
    Versioned<Comment> signOff(String consultation, String id, String person, LongConsumer versionCheck) {
        Consultations.Target target = target(consultation);
        Versioned<Comment> found = ofOrganisation(consultation, id, person);
        Organisation organisation = speaksFor(person, found.state().organisation());
        mustSubmit(person, organisation.organisationId());
        if (found.state().wasSubmitted()) {
            return found;
        }
        versionCheck.accept(found.version());
        Comment.Content read = found.state().content();
        return signOff(id, target, organisation, person, mustTake(target), draft -> {
            if (!draft.wasSubmitted() && !draft.content().equals(read)) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-changed");
            }
            return draft;
        });
    }

    private Versioned<Comment> signOff(String id, Consultations.Target target, Organisation organisation, String person, boolean late, Function<Comment, Comment> last) {
        Versioned<Comment> found = store.get(target.id(), id);
        if (found.state().wasSubmitted()) {
            // A colleague was quicker.
            return found;
        }
        Comment wanted = last.apply(found.state());
        mustBeOpen(wanted);
        mustBeComplete(wanted);
        if (wanted.place().orphan() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "place-lost").field("/node", "unknown");
        }
        reserve(wanted, id);
        Shelves.Turns turns = shelves.turns(target.id(), organisation.organisationId(), wanted.place());
        Versioned<Comment> signed = store.change(id, draft -> {
            if (draft.wasSubmitted()) {
                return Change.quiet(draft);
            }
            mustBeOpen(draft);
            Comment content = last.apply(draft);
            mustBeComplete(content);
            if (!Objects.equals(content.place(), wanted.place())) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-changed");
            }
            Comment comment = numbered(content, target, turns, organisation, person, late);
            return new Change<>(comment, events(id, comment));
        });
        meters.counter("civikos.comments.submitted").increment();
        return signed;
    }

    private Comment numbered(Comment begun, Consultations.Target target, Organisation organisation, String person, boolean late) {
        return numbered(begun, target, shelves.turns(target.id(), organisation.organisationId(), begun.place()), organisation, person, late);
    }

    private Comment numbered(Comment begun, Consultations.Target target, Shelves.Turns turns, Organisation organisation, String person, boolean late) {
        String reference = "%s-%04d".formatted(target.reference(), turns.number());
        boolean queued = late && settings.of(target.id()).late() == CommentSettings.LatePolicy.QUEUE;
        Comment comment = begun.numbered(reference, turns.number(), turns.ofOrganisation(), turns.ofPlace(), turns.inLaw(), organisation.name(), now())
                .in(queued ? Comment.Status.LATE : Comment.Status.SUBMITTED).step(queued ? Comment.Act.QUEUED : Comment.Act.SUBMITTED, person, now(), null);
        return late ? comment.markedLate() : comment;
    }

    private static List<OutgoingEvent> events(String id, Comment comment) {
        return comment.status() == Comment.Status.SUBMITTED ? List.of(CommentEvents.submitted(id, comment)) : List.of();
    }

    /** Keeps the old comment for this one alone, so that two cannot replace it. */
    private void reserve(Comment comment, String id) {
        String old = comment.replaces();
        if (old == null) {
            return;
        }
        Versioned<Comment> found = store.find(old).filter(one -> one.state().consultation().equals(comment.consultation())
                && one.state().organisation().equals(comment.organisation())).orElseThrow(() -> unknownReplaced());
        if (id.equals(found.state().replacedBy())) {
            return;
        }
        store.change(old, state -> {
            if (id.equals(state.replacedBy())) {
                return Change.quiet(state);
            }
            // Kept for one that was never submitted, whoever kept it having died before; or that came to nothing.
            boolean free = state.replacedBy() == null || store.find(state.replacedBy()).filter(other -> other.state().wasSubmitted()
                    && other.state().status() != Comment.Status.REFUSED && other.state().status() != Comment.Status.WITHDRAWN).isEmpty();
            if (state.status() != Comment.Status.SUBMITTED || !free) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-superseded", state.reference() == null ? "" : state.reference());
            }
            return Change.quiet(state.replacedBy(id));
        });
    }

    private static Problem unknownReplaced() {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/replaces", "unknown");
    }

    /** Withdraws, until the deadline, or throws a draft away; done already, nothing happens. */
    Versioned<Comment> withdraw(String consultation, String id, String person) {
        Consultations.Target target = target(consultation);
        Versioned<Comment> found = ofOrganisation(consultation, id, person);
        mayWrite(person, found.state().organisation());
        if (found.state().status() == Comment.Status.WITHDRAWN) {
            return found;
        }
        if (found.state().wasSubmitted()) {
            mustSubmit(person, found.state().organisation());
        }
        return store.change(id, comment -> {
            if (comment.status() == Comment.Status.WITHDRAWN) {
                return Change.quiet(comment);
            }
            // Of a late one nothing has been taken yet that could be taken back.
            if (comment.wasSubmitted() && comment.status() != Comment.Status.LATE) {
                mustBeInTime(target);
            }
            if (comment.status() == Comment.Status.SUPERSEDED || comment.status() == Comment.Status.REFUSED) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-superseded", comment.reference() == null ? "" : comment.reference());
            }
            Comment withdrawn = comment.in(Comment.Status.WITHDRAWN).step(Comment.Act.WITHDRAWN, person, now(), null);
            return new Change<>(withdrawn, comment.status() == Comment.Status.SUBMITTED ? List.of(CommentEvents.withdrawn(id, withdrawn)) : List.of());
        });
    }

    /** One of them, as far as the viewer may see it. */
    Versioned<Comment> find(String consultation, String id, Viewer viewer) {
        target(consultation);
        Versioned<Comment> found = store.get(consultation, id);
        CommentSettings rules = settings.of(consultation);
        if (!viewer.sees(found.state(), rules)) {
            // Somebody who could see it after signing in is asked to; anybody else learns nothing, not even that it is there.
            throw viewer.anonymous() && Viewer.ANY_MEMBER.sees(found.state(), rules) ? Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-required") : Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return found;
    }

    /**
     * A row of comments in the order of their submission.
     *
     * @param after  the turn of the last one of the page before
     */
    List<Listed> list(String consultation, Where where, Viewer viewer, int after, int limit) {
        target(consultation);
        String place = where.node() == null ? null : thread(consultation, where.node());
        CommentSettings rules = settings.of(consultation);
        if (where.outcome() != null && place == null && where.law() == null) {
            // Some few among however many: their row has a turn for each comment of the consultation.
            return row(Shelves.rowOfOutcome(consultation, where.outcome()), after, limit, shelves.given(consultation), comment -> comment.stands() && viewer.sees(comment, rules) && where.fits(comment));
        }
        String row = where.law() != null ? Shelves.rowOfLaw(consultation, where.law().law(), where.law().node())
                : place == null ? Shelves.rowOfAll(consultation) : Shelves.rowOfNode(consultation, place.isEmpty() ? Shelves.WHOLE : place);
        return row(row, after, limit, comment -> comment.stands() && viewer.sees(comment, rules) && (place == null || here(comment, place)) && where.fits(comment));
    }

    /**
     * Which comments of a consultation are asked for; all where neither is named.
     *
     * @param node empty for those on the whole
     * @param law  a place in the law in force at which they were made
     * @param outcome what became of them
     * @param unanswered only those of which nothing is recorded yet
     */
    record Where(@Nullable String node, @Nullable LawAt law, Comment.@Nullable Outcome outcome, boolean unanswered) {

        private boolean fits(Comment comment) {
            return (law == null || comment.place().law() != null && comment.place().law().is(law.law(), law.node()))
                    && (outcome == null || comment.answer() != null && comment.answer().outcome() == outcome) && (!unanswered || comment.answer() == null);
        }
    }

    /**
     * Whether the comments of others are closed to a viewer, of whom then only the rows of the own organisations are read, not everybody's.
     *
     * @throws Problem 401 sign-in-required for whoever has not signed in
     */
    boolean readsOwnAlone(String consultation, Viewer viewer) {
        target(consultation);
        boolean closed = !viewer.mayRead(settings.of(consultation));
        if (closed && viewer.anonymous()) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-required");
        }
        return closed;
    }

    /**
     * What the viewer's organisations have submitted, one organisation after the other, each in the order of its submissions.
     *
     * @param organisation the one of the last comment of the page before; empty on the first page
     * @param after        that comment's turn in its organisation's row
     * @param standing     only those that stand where they were made, as others would see them; else whatever came of them
     */
    List<Listed> own(String consultation, Where where, Viewer viewer, String organisation, int after, int limit, boolean standing) {
        target(consultation);
        String place = where.node() == null ? null : thread(consultation, where.node());
        List<Listed> found = new ArrayList<>();
        for (String own : new TreeSet<>(viewer.organisations()).tailSet(organisation)) {
            found.addAll(row(Shelves.rowOfOrganisation(consultation, own), own.equals(organisation) ? after : 0, limit - found.size(),
                    comment -> (!standing || comment.stands()) && (place == null || (standing ? here(comment, place) : at(comment, place))) && where.fits(comment)));
        }
        return found;
    }

    /** The node that comments on a node are kept under. */
    String thread(String consultation, String node) {
        return node.isEmpty() ? node : texts.current(consultation).threads().of(node);
    }

    /**
     * The rows in which comments on a node, on what it stands in up to the article, and on its parts are kept; its own first.
     *
     * @throws Problem 422 unknown-node
     */
    Set<String> family(String consultation, @Nullable String node) {
        Comment.Place own = place(consultation, node, null);
        if (node == null) {
            return Set.of(Shelves.WHOLE);
        }
        Texts.Text text = texts.current(consultation);
        Set<String> rows = new LinkedHashSet<>(Set.of(String.valueOf(own.node())));
        text.tree().family(node).forEach(one -> rows.add(text.threads().of(one)));
        return rows;
    }

    private static boolean here(Comment comment, String place) {
        return at(comment, place) && comment.place().orphan() == null;
    }

    private static boolean at(Comment comment, String place) {
        return place.equals(comment.place().node() == null ? "" : comment.place().node());
    }

    /** One comment with its turn in the row it was found in. */
    record Listed(int turn, Versioned<Comment> comment) {
    }

    List<Listed> row(String row, int after, int limit, Predicate<Comment> wanted) {
        return row(row, after, limit, 0, wanted);
    }

    /** @param last the greatest turn that there can be in a row in which many are left out; 0 for one without gaps */
    List<Listed> row(String row, int after, int limit, int last, Predicate<Comment> wanted) {
        List<Listed> found = new ArrayList<>();
        int at = after;
        while (found.size() < limit) {
            List<Shelves.Named> names = shelves.names(row, at, limit, last);
            if (names.isEmpty()) {
                break;
            }
            Map<String, Versioned<Comment>> comments = store.all(names.stream().map(Shelves.Named::id).toList());
            for (Shelves.Named name : names) {
                Versioned<Comment> comment = comments.get(name.id());
                if (found.size() < limit && comment != null && wanted.test(comment.state())) {
                    found.add(new Listed(name.turn(), comment));
                }
                at = name.turn();
                if (found.size() == limit) {
                    break;
                }
            }
        }
        return found;
    }

    /** Drafts of the organisations, of one consultation or of all; longest waiting first. */
    List<Versioned<Comment>> open(@Nullable String consultation, Set<String> organisations) {
        Set<String> ids = new TreeSet<>();
        shelves.openOf(organisations).forEach((id, where) -> {
            if (consultation == null || consultation.equals(where)) {
                ids.add(id);
            }
        });
        return store.all(ids).values().stream().filter(one -> one.state().status().isOpen() && organisations.contains(one.state().organisation()))
                .sorted(Comparator.comparing((Versioned<Comment> one) -> one.state().history().isEmpty() ? one.state().createdAt() : one.state().history().getLast().at())
                        .thenComparing(Versioned::id)).toList();
    }

    private Comment begun(Wish wish, Comment.Place place) {
        return new Comment(wish.consultation(), wish.organisation(), "", wish.person(), wish.content(), place, List.of(), Comment.Status.DRAFT, null, 0, 0, now(), null, List.of(),
                List.of(), wish.replaces(), null, false, null, null);
    }

    private Comment.Place place(Wish wish) {
        Comment.Place place = place(wish.consultation(), wish.node(), wish.quote());
        return wish.law() == null ? place : place.of(laws.find(wish.consultation(), wish.law().law(), wish.law().node()).map(Comment.InLaw::of)
                .orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/law", "unknown")));
    }

    /** A place in the text in force. */
    Comment.Place place(String consultation, @Nullable String node, @Nullable Quote quote) {
        Texts.Text text = texts.current(consultation);
        if (node != null && !text.tree().has(node)) {
            texts.changed(consultation);
            text = texts.current(consultation);
        }
        if (node == null) {
            if (quote != null) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "quote-not-found").field("/quote", "unknown");
            }
            return new Comment.Place(null, text.stand().version(), 1, null, null, 0, text.stand().edition(), null, null);
        }
        if (!text.tree().has(node)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-node").field("/node", "unknown");
        }
        Quote there = quote == null ? null : text.tree().locate(node, quote);
        if (quote != null && there == null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "quote-not-found").field("/quote", "unknown");
        }
        String thread = text.threads().of(node);
        return new Comment.Place(text.tree().anchor(node, there), text.stand().version(), 1, null, null, 0, text.stand().edition(), thread.equals(node) ? null : thread, null);
    }

    Consultations.Target target(String consultation) {
        return consultations.target(consultation).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /** Whether a comment would be late now. */
    private boolean mustTake(Consultations.Target target) {
        return switch (target.accepts()) {
            case EVERYTHING, GENERAL -> false;
            case LATE -> {
                if (settings.of(target.id()).late() == CommentSettings.LatePolicy.REFUSE) {
                    throw Problem.of(HttpStatus.CONFLICT, "deadline-passed", target.deadline().replace('T', ' '));
                }
                yield true;
            }
            case NOTHING -> throw Problem.of(HttpStatus.CONFLICT, "comments-not-taken");
        };
    }

    /** What is no new comment has to come in time, whatever the setting for late ones. */
    static void mustBeInTime(Consultations.Target target) {
        if (!target.takesComments()) {
            throw target.accepts() == Accepts.NOTHING ? Problem.of(HttpStatus.CONFLICT, "comments-not-taken")
                    : Problem.of(HttpStatus.CONFLICT, "deadline-passed", target.deadline().replace('T', ' '));
        }
    }

    /** Before there is an official draft, neither its parts nor the law's as it would read with them can be commented on. */
    private static void mustFit(Consultations.Target target, Wish wish) {
        if ((wish.node() != null || wish.law() != null) && target.accepts() == Accepts.GENERAL) {
            throw Problem.of(HttpStatus.CONFLICT, "comments-general-only").field("/node", "comments-general-only");
        }
    }

    /** A draft of somebody else's organisation is not there at all, nor is what they may not see. */
    Versioned<Comment> ofOrganisation(String consultation, String id, String person) {
        Versioned<Comment> found = store.get(consultation, id);
        if (!network.organisationsOf(person).contains(found.state().organisation()) && !Viewer.ANY_MEMBER.sees(found.state(), settings.of(consultation))) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return found;
    }

    static void mustBeOpen(Comment draft) {
        if (!draft.status().isOpen()) {
            throw Problem.of(HttpStatus.CONFLICT, "comment-not-open", draft.reference() == null ? "" : draft.reference());
        }
    }

    private static void mustBeComplete(Comment comment) {
        Comment.Content content = comment.content();
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (content.kind() == null) {
            problem.field("/kind", "not-null");
        }
        if (content.importance() == null) {
            problem.field("/importance", "not-null");
        }
        if (content.text() == null && content.proposedWording() == null && content.justification() == null) {
            problem.field("/text", "not-blank");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        if (content.kind() != null && content.kind().needsJustification() && content.justification() == null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "justification-required").field("/justification", "not-blank");
        }
        if (content.kind() != null && content.kind().needsWording() && content.proposedWording() == null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "wording-required").field("/proposedWording", "not-blank");
        }
    }

    /** Somebody who drafts for the organisation: with the right to comment or to sign off. */
    Organisation mayWrite(String person, String organisation) {
        return speaksFor(person, organisation);
    }

    private Organisation speaksFor(String person, String organisation) {
        Optional<Organisation> found = network.organisation(organisation);
        if (found.isEmpty() || !network.mayFor(person, COMMENT, organisation) && !network.mayFor(person, SIGN_OFF, organisation)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        if (found.get().isSuspended()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "organisation-suspended", found.get().name());
        }
        if (!found.get().isActive()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        return found.get();
    }

    private void mustSubmit(String person, String organisation) {
        if (!properties.commentRightSubmits() && !network.mayFor(person, SIGN_OFF, organisation)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "sign-off-needed");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
