package org.civikos.consultation.comment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.civikos.consultation.amendment.LawPlaces.LawPlace;
import org.civikos.consultation.anchor.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation says about a draft, a node of it, or exact words of a node. It begins as a draft inside the organisation, is looked at by a
 * colleague, signed off by somebody with that right, and stands from then on as it is: it can be withdrawn or replaced, never changed.
 *
 * @param organisationName as it was called when it submitted
 * @param author           the person who began it
 * @param place            where it belongs in the text in force
 * @param left             where it belonged before, newest last
 * @param reference        K-2026-0007-0012: unique, to cite it by; none before it is submitted
 * @param number           its turn in the consultation, from 1; 0 before it is submitted
 * @param turn             its turn among those of its organisation, from 1; 0 before it is submitted
 * @param history          who did what when, oldest first
 * @param stances          one per organisation other than its own
 * @param replaces         the comment that it takes the place of
 * @param replacedBy       the comment that took its place; set just before that one is submitted
 * @param late             whether it came after the deadline
 * @param answer           what became of it at the publisher's, where the secretariat has recorded that
 */
record Comment(String consultation, String organisation, String organisationName, String author, Content content, Place place, List<Place> left, Status status,
        @Nullable String reference, int number, int turn, Instant createdAt, @Nullable Instant submittedAt, List<Step> history, List<Stance> stances,
        @Nullable String replaces, @Nullable String replacedBy, boolean late, @Nullable Hiding hiding, @Nullable Answer answer) {

    /** Older steps than this are dropped from the middle, so that a document stays small. */
    private static final int MOST_STEPS = 100;

    /** What it wants. */
    enum Kind {
        CHANGE("change"), DELETE("delete"), ADD("add"), QUESTION("question"), SUPPORT("support"), LEGAL_TECHNICAL("legal-technical");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Kind> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }

        /** Whoever wants words of a draft away owes the ministry a reason. */
        boolean needsJustification() {
            return this == CHANGE || this == DELETE;
        }

        /** What is to be added has to be said; another wording may also be asked for without one, by its reason. */
        boolean needsWording() {
            return this == ADD;
        }
    }

    /** How much depends on it for the organisation. */
    enum Importance {
        RED_LINE("red-line"), IMPORTANT("important"), MINOR("minor");

        private final String code;

        Importance(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Importance> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }

    /** How far it has come. */
    enum Status {
        /** Being written; seen by its organisation alone. */
        DRAFT("draft"),
        /** With a colleague; seen by its organisation alone. */
        IN_REVIEW("in-review"),
        /** Waits for somebody who may sign off; seen by its organisation alone. */
        FOR_SIGN_OFF("for-sign-off"),
        /** Signed off after the deadline; waits for the secretariat. */
        LATE("late"),
        SUBMITTED("submitted"),
        /** Late, and not taken by the secretariat. */
        REFUSED("refused"),
        /** Taken back, or thrown away before it was submitted. */
        WITHDRAWN("withdrawn"),
        /** Another one of the same organisation stands in its place. */
        SUPERSEDED("superseded");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** Whether it has not left its organisation yet. */
        boolean isOpen() {
            return this == DRAFT || this == IN_REVIEW || this == FOR_SIGN_OFF;
        }
    }

    /** What was done to it. */
    enum Act {
        DRAFTED, EDITED, REVIEW_ASKED, HANDED_OVER, RETURNED, SUBMITTED, QUEUED, ACCEPTED, REFUSED, WITHDRAWN, SUPERSEDED, CARRIED, ORPHANED, PLACED, HIDDEN, SHOWN, ATTACHED, DETACHED, ANSWERED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param person who did it; "system" where nobody did
     * @param note   to the colleagues, or the reason
     */
    record Step(Act act, String person, Instant at, @Nullable String note) {
    }

    /** Something it rests on: {@code law}, {@code acquis}, {@code data}, {@code case} or {@code other}. */
    record Reference(String kind, String label, @Nullable String url) {
    }

    /** A file that belongs to it, kept under {@code <comment>.<id>}. */
    record Attachment(String id, String fileName, String mediaType, long bytes, String sha256) {
    }

    /**
     * What it says; kind and importance may be open while it is a draft.
     *
     * @param proposedWording of the whole node, or of the quoted words
     */
    record Content(@Nullable Kind kind, @Nullable Importance importance, @Nullable String text, @Nullable String proposedWording, @Nullable String justification,
            List<Reference> references, List<Attachment> attachments) {

        Content {
            references = references == null ? List.of() : List.copyOf(references);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }

        Content with(List<Attachment> files) {
            return new Content(kind, importance, text, proposedWording, justification, references, files);
        }

        /** All the words that it is searched and compared by. */
        String words() {
            return String.join(" ", Stream.of(text, proposedWording, justification).filter(Objects::nonNull).toList());
        }
    }

    /**
     * Where it belongs.
     *
     * @param anchor     none for the draft as a whole
     * @param version    of the text, from 1
     * @param confidence from 0 to 1: how sure it is that it belongs there still
     * @param how        how it was carried there, if it was
     * @param orphan     why it could not be carried: the anchor is then one of an earlier version
     * @param slot       its turn among the comments of this place, from 1; 0 before it is submitted
     * @param edition    of that version, 0 as it was published, one more with each repair of its split
     * @param thread     the node that its thread of comments is kept under, where that is another language version's
     * @param law        the place in the law in force that it is about, where it was written there; stays wherever the comment is carried
     */
    record Place(@Nullable Anchor anchor, long version, double confidence, @Nullable String how, @Nullable String orphan, int slot, @Nullable Integer edition,
            @Nullable String thread, @Nullable InLaw law) {

        Place {
            edition = edition == null ? 0 : edition;
        }

        /** The text that it was made for. */
        Stand stand() {
            return new Stand(version, edition);
        }

        /** Where it stands among the others: the same for all language versions of a place. */
        @Nullable String node() {
            return anchor == null || orphan != null ? null : thread == null ? anchor.node() : thread;
        }

        Place of(@Nullable InLaw newLaw) {
            return new Place(anchor, version, confidence, how, orphan, slot, edition, thread, newLaw);
        }

        Place at(int newSlot) {
            return new Place(anchor, version, confidence, how, orphan, newSlot, edition, thread, law);
        }
    }

    /**
     * A place in the law in force, as it was when the comment was written.
     *
     * @param law   the law's identifier
     * @param node  of the law's text
     * @param label as it is cited
     * @param words as the place would read with the draft; none in what was kept before they were
     * @param slot  its turn among the comments of this place, from 1; none before it is submitted
     */
    record InLaw(String law, String node, String label, @Nullable String words, @Nullable Integer slot) {

        static InLaw of(LawPlace place) {
            return new InLaw(place.law(), place.node(), place.label(), place.words(), null);
        }

        boolean is(String otherLaw, String otherNode) {
            return law.equals(otherLaw) && node.equals(otherNode);
        }

        private InLaw at(int newSlot) {
            return new InLaw(law, node, label, words, newSlot);
        }
    }

    /** What another organisation thinks of it: {@code endorse} or {@code oppose}. */
    record Stance(String organisation, String organisationName, boolean endorses, @Nullable String reason, Instant at) {
    }

    /** Why the secretariat took it out of sight. */
    record Hiding(String person, String reason, Instant at) {
    }

    /** What became of a proposal. */
    enum Outcome {
        ACCEPTED("accepted"), PARTLY("partly"), REJECTED("rejected");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Outcome> of(@Nullable String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }

    /**
     * The publisher's answer.
     *
     * @param words in which it was given; none where it was given without any
     * @param where it stands: a report with its page, a letter with its number
     * @param link  to that, where it can be read by all
     */
    record Answer(Outcome outcome, @Nullable String words, String where, @Nullable String link, String person, Instant at) {

        private boolean saysTheSame(Answer other) {
            return outcome == other.outcome && Objects.equals(words, other.words) && where.equals(other.where) && Objects.equals(link, other.link);
        }
    }

    Comment {
        left = left == null ? List.of() : List.copyOf(left);
        history = history == null ? List.of() : List.copyOf(history);
        stances = stances == null ? List.of() : List.copyOf(stances);
    }

    /** Whether it counts: submitted, and not hidden. */
    boolean stands() {
        return status == Status.SUBMITTED && hiding == null;
    }

    /** Whether it has been submitted once, whatever came of it. */
    boolean wasSubmitted() {
        return number > 0;
    }

    /** Whether it says the same in the same place for the same organisation. */
    boolean saysTheSame(Comment other) {
        return consultation.equals(other.consultation) && organisation.equals(other.organisation) && content.with(List.of()).equals(other.content.with(List.of()))
                && sameWhere(first(), other.place) && Objects.equals(replaces, other.replaces);
    }

    /** Where it was written, before it was carried anywhere. */
    private Place first() {
        return left.isEmpty() ? place : left.getFirst();
    }

    private static boolean sameWhere(Place a, Place b) {
        Anchor one = a.anchor();
        Anchor other = b.anchor();
        if (!Objects.equals(a.law() == null ? null : a.law().node(), b.law() == null ? null : b.law().node())) {
            return false;
        }
        return one == null || other == null ? one == other
                : one.node().equals(other.node()) && Objects.equals(one.quote() == null ? null : one.quote().exact(), other.quote() == null ? null : other.quote().exact());
    }

    Comment step(Act act, String person, Instant at, @Nullable String note) {
        List<Step> steps = new ArrayList<>(history);
        Step last = steps.isEmpty() ? null : steps.getLast();
        // Somebody who saves every minute has edited once.
        if (act == Act.EDITED && last != null && (last.act() == Act.EDITED || last.act() == Act.DRAFTED) && last.person().equals(person)) {
            steps.removeLast();
            act = last.act();
        }
        steps.add(new Step(act, person, at, note));
        if (steps.size() > MOST_STEPS) {
            steps.remove(MOST_STEPS / 2);
        }
        return copy(c -> c.history = steps);
    }

    Comment in(Status newStatus) {
        return copy(c -> c.status = newStatus);
    }

    Comment saying(Content newContent, Place newPlace, @Nullable String toReplace) {
        return copy(c -> {
            c.content = newContent;
            c.place = newPlace;
            c.replaces = toReplace;
        });
    }

    /** Somewhere else; where it was stays known. */
    Comment moved(Place newPlace) {
        List<Place> places = new ArrayList<>(left);
        places.add(place);
        return copy(c -> {
            c.left = places;
            c.place = newPlace;
        });
    }

    /** The same place, described anew. */
    Comment placed(Place newPlace) {
        return copy(c -> c.place = newPlace);
    }

    Comment attached(List<Attachment> files) {
        return copy(c -> c.content = content.with(files));
    }

    /** @param lawSlot its turn at its place in the law in force; no matter where it has none */
    Comment numbered(String newReference, int newNumber, int newTurn, int slot, int lawSlot, String name, Instant at) {
        return copy(c -> {
            c.reference = newReference;
            c.number = newNumber;
            c.turn = newTurn;
            c.place = place.law() == null ? place.at(slot) : place.at(slot).of(place.law().at(lawSlot));
            c.organisationName = name;
            c.submittedAt = at;
        });
    }

    Comment markedLate() {
        return copy(c -> c.late = true);
    }

    Comment replacedBy(@Nullable String other) {
        return copy(c -> c.replacedBy = other);
    }

    Comment hidden(@Nullable Hiding newHiding) {
        return copy(c -> c.hiding = newHiding);
    }

    /** With what became of it; {@code null} takes a record back that was made by mistake. The same again changes nothing. */
    Comment answered(@Nullable Answer newAnswer, String person, Instant at) {
        boolean same = answer == null ? newAnswer == null : newAnswer != null && answer.saysTheSame(newAnswer);
        return same ? this : copy(c -> c.answer = newAnswer).step(Act.ANSWERED, person, at, newAnswer == null ? null : newAnswer.outcome().code());
    }

    /** Whether the answer was ever recorded, whatever was made of the record since. */
    boolean wasAnswered() {
        return history.stream().anyMatch(step -> step.act() == Act.ANSWERED);
    }

    /** With one organisation's stance changed, or taken away where there is no new one. */
    Comment stance(String from, @Nullable Stance newStance) {
        List<Stance> all = new ArrayList<>(stances.stream().filter(one -> !one.organisation().equals(from)).toList());
        if (newStance != null) {
            all.add(newStance);
        }
        return copy(c -> c.stances = all);
    }

    private Comment copy(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.comment();
    }

    private static final class Copy {

        private final Comment of;
        private String organisationName;
        private Content content;
        private Place place;
        private List<Place> left;
        private Status status;
        private @Nullable String reference;
        private int number;
        private int turn;
        private @Nullable Instant submittedAt;
        private List<Step> history;
        private List<Stance> stances;
        private @Nullable String replaces;
        private @Nullable String replacedBy;
        private boolean late;
        private @Nullable Hiding hiding;
        private @Nullable Answer answer;

        Copy(Comment of) {
            this.of = of;
            organisationName = of.organisationName;
            content = of.content;
            place = of.place;
            left = of.left;
            status = of.status;
            reference = of.reference;
            number = of.number;
            turn = of.turn;
            submittedAt = of.submittedAt;
            history = of.history;
            stances = of.stances;
            replaces = of.replaces;
            replacedBy = of.replacedBy;
            late = of.late;
            hiding = of.hiding;
            answer = of.answer;
        }

        Comment comment() {
            return new Comment(of.consultation, of.organisation, organisationName, of.author, content, place, left, status, reference, number, turn, of.createdAt, submittedAt,
                    history, stances, replaces, replacedBy, late, hiding, answer);
        }
    }
}
