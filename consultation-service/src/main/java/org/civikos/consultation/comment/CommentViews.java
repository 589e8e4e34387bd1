package org.civikos.consultation.comment;

import java.time.Instant;
import java.util.List;
import org.civikos.consultation.anchor.Quote;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;

/** What of a comment goes out to whom. */
final class CommentViews {

    private CommentViews() {
    }

    record OrganisationView(String id, String name) {
    }

    record QuoteView(String exact, @Nullable String prefix, @Nullable String suffix, int start) {

        static @Nullable QuoteView of(@Nullable Quote quote) {
            return quote == null ? null : new QuoteView(quote.exact(), quote.prefix(), quote.suffix(), quote.start());
        }
    }

    record ReferenceView(String kind, String label, @Nullable String url) {
    }

    record AttachmentView(String id, String fileName, String mediaType, long bytes) {
    }

    record StanceView(OrganisationView organisation, String stance, @Nullable String reason, Instant at, boolean mine) {
    }

    /**
     * @param label as the place is cited, in the law's language
     * @param words as it would read with the draft when the comment was written; {@code null} where they were not kept
     */
    record LawPlaceView(String law, String node, String label, @Nullable String words) {
    }

    /**
     * @param movedFrom  the node that it was written on, where it lies on another one now
     * @param confidence from 0 to 1: how sure it is that it belongs here still
     * @param how        moved, reworded, merged, split or quote-gone, where it was carried
     * @param law        the place in the law in force that it is about
     * @param orphan     deleted, ambiguous or unknown, where it could not be carried
     * @param node       the node whose words it is about: in an act of several languages that of the version in which it was written
     */
    record PlaceView(long version, double confidence, @Nullable String how, @Nullable String orphan, @Nullable String movedFrom, @Nullable LawPlaceView law,
            @Nullable String node) {
    }

    /**
     * @param outcome accepted, partly or rejected
     * @param words   in which the publisher gave it
     * @param where   it stands
     */
    record AnswerView(String outcome, @Nullable String words, String where, @Nullable String link, Instant at) {
    }

    /** @param mine whether the person who asks did it */
    record StepView(String act, Instant at, @Nullable String note, boolean mine) {
    }

    record View(String id, @Nullable String reference, String consultation, @Nullable String node, @Nullable QuoteView quote, @Nullable String kind, @Nullable String importance,
            @Nullable String text, @Nullable String proposedWording, @Nullable String justification, List<ReferenceView> references, List<AttachmentView> attachments,
            OrganisationView organisation, String status, @Nullable Instant submittedAt, Instant createdAt, boolean late, boolean mine, int endorsed, int opposed,
            List<StanceView> stances, @Nullable String replaces, @Nullable String replacedBy, boolean hidden, @Nullable String hiddenReason, PlaceView place,
            @Nullable List<StepView> history, long version, @Nullable AnswerView answer) {
    }

    /** With everybody's stances and, for its own organisation and the secretariat, who did what when. */
    static View whole(Versioned<Comment> found, Viewer viewer) {
        return view(found, viewer, true);
    }

    static View listed(Versioned<Comment> found, Viewer viewer) {
        return view(found, viewer, false);
    }

    private static View view(Versioned<Comment> found, Viewer viewer, boolean whole) {
        Comment c = found.state();
        boolean reads = viewer.reads(c);
        boolean inside = viewer.owns(c) || viewer.secretariat() && c.wasSubmitted();
        Comment.Content said = reads ? c.content() : new Comment.Content(c.content().kind(), c.content().importance(), null, null, null, List.of(), List.of());
        int endorsed = (int) c.stances().stream().filter(Comment.Stance::endorses).count();
        List<StanceView> stances = c.stances().stream().filter(one -> whole || viewer.organisations().contains(one.organisation()))
                .map(one -> new StanceView(new OrganisationView(one.organisation(), one.organisationName()), one.endorses() ? "endorse" : "oppose", reads ? one.reason() : null, one.at(),
                        viewer.organisations().contains(one.organisation()))).toList();
        String written = c.left().isEmpty() || c.left().getFirst().anchor() == null ? null : c.left().getFirst().anchor().node();
        return new View(found.id(), c.reference(), c.consultation(), c.place().node(), reads && c.place().anchor() != null ? QuoteView.of(c.place().anchor().quote()) : null,
                said.kind() == null ? null : said.kind().code(), said.importance() == null ? null : said.importance().code(), said.text(), said.proposedWording(), said.justification(),
                said.references().stream().map(one -> new ReferenceView(one.kind(), one.label(), one.url())).toList(),
                said.attachments().stream().map(one -> new AttachmentView(one.id(), one.fileName(), one.mediaType(), one.bytes())).toList(),
                new OrganisationView(c.organisation(), c.organisationName()), c.status().code(), c.submittedAt(), c.createdAt(), c.late(), viewer.owns(c), endorsed,
                c.stances().size() - endorsed, stances, c.replaces(), c.status() == Comment.Status.SUPERSEDED || inside ? c.replacedBy() : null, c.hiding() != null,
                inside && c.hiding() != null ? c.hiding().reason() : null,
                new PlaceView(c.place().version(), c.place().confidence(), c.place().how(), c.place().orphan(), written,
                        c.place().law() == null ? null : new LawPlaceView(c.place().law().law(), c.place().law().node(), c.place().law().label(), c.place().law().words()),
                        c.place().node() == null ? null : c.place().anchor().node()),
                whole && inside ? c.history().stream().map(step -> new StepView(step.act().code(), step.at(), viewer.owns(c) || step.act() != Comment.Act.REVIEW_ASKED
                        && step.act() != Comment.Act.HANDED_OVER && step.act() != Comment.Act.RETURNED ? step.note() : null, step.person().equals(viewer.person()))).toList() : null,
                found.version(), reads && c.answer() != null ? new AnswerView(c.answer().outcome().code(), c.answer().words(), c.answer().where(), c.answer().link(), c.answer().at()) : null);
    }
}
