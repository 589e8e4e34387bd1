package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.DocumentNames.Role;
import org.civikos.consultation.draft.MainDocument.Candidate;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.consultation.structure.Warning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads a draft's own text: names say which document it likely is, and what is in them decides where a law without articles lies beside one that has them. Other language versions in files of
 * their own are joined to it.
 */
@Component
class DraftText {

    private static final Logger LOG = LoggerFactory.getLogger(DraftText.class);
    /** Documents that are looked into at most where the likeliest has no articles; a page may name twenty. */
    private static final int MOST_LOOKED_INTO = 4;
    /** Of an act in three languages two are others. */
    static final int MOST_VERSIONS = 4;

    private final Reader reader;

    DraftText(Reader reader) {
        this.reader = reader;
    }

    /**
     * A draft's text.
     *
     * @param main   the document that it is, in the language of the act
     * @param place  where that came from
     * @param beside identifiers of the documents that were looked at for other languages
     */
    record Text(StoredDocument main, String place, Act act, List<String> beside) {

        /** What is written down of the reading. */
        Draft.Reading reading(int articles, List<Warning> warnings, @Nullable String problem) {
            return new Draft.Reading(true, articles, warnings, problem, main.id(), beside, place);
        }
    }

    /**
     * Takes it apart.
     *
     * @return empty where no document of it could be had
     * @throws UnreadableDocument where the document that it is by name cannot be taken apart
     */
    Optional<Text> read(Draft draft, Reader.Lane lane) throws UnreadableDocument, InterruptedException {
        List<Candidate> candidates = MainDocument.candidates(draft);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Candidate main = candidates.getFirst();
        Act act = null;
        UnreadableDocument problem = null;
        try {
            act = reader.read(main.document(), lane);
        } catch (UnreadableDocument unreadable) {
            problem = unreadable;
        }
        if (act == null || articles(act) == 0 && DocumentNames.hasArticles(draft.facts().actKind())) {
            for (Candidate other : insteadOf(main, candidates, act == null)) {
                Act found = readable(other, lane);
                if (found != null && articles(found) > 0) {
                    main = other;
                    act = found;
                    break;
                }
            }
        }
        if (act == null) {
            throw problem;
        }
        List<Candidate> others = articles(act) == 0 ? List.of() : MainDocument.otherVersions(draft, candidates, main);
        return Optional.of(joined(main, act, others, lane));
    }

    /** Others that may be it: where the likeliest cannot be read, only those whose names say as much. */
    private static List<Candidate> insteadOf(Candidate main, List<Candidate> candidates, boolean unreadable) {
        return candidates.stream().filter(one -> !one.equals(main) && one.isReadable() && (unreadable ? one.role() == main.role() : main.role() == Role.BESIDE || one.role() != Role.BESIDE)
                        && (DocumentNames.isUpdate(one.document().label()) || !DocumentNames.isUpdate(main.document().label())))
                .limit(MOST_LOOKED_INTO).toList();
    }

    private Text joined(Candidate main, Act act, List<Candidate> others, Reader.Lane lane) throws InterruptedException {
        List<Candidate> versions = new ArrayList<>(List.of(main));
        List<Act> acts = new ArrayList<>(List.of(act));
        List<String> looked = new ArrayList<>();
        for (Candidate other : others) {
            looked.add(other.document().id());
            Act found = readable(other, lane);
            if (found != null && acts.stream().noneMatch(one -> one.languages().contains(found.language())) && LanguageVersions.isVersionOf(found, act)) {
                versions.add(other);
                acts.add(found);
            }
        }
        // Albanian is the first official language; where it is not among them, the likeliest one leads.
        int first = 0;
        for (int i = 0; i < acts.size(); i++) {
            first = acts.get(i).language().equals("sq") ? i : first;
        }
        Candidate lead = versions.get(first);
        if (first > 0) {
            looked.remove(lead.document().id());
            looked.add(main.document().id());
        }
        Act leading = acts.remove(first);
        return new Text(lead.document(), lead.place(), acts.isEmpty() ? leading : LanguageVersions.joined(leading, acts), looked.stream().sorted().toList());
    }

    private @Nullable Act readable(Candidate candidate, Reader.Lane lane) throws InterruptedException {
        try {
            return reader.read(candidate.document(), lane);
        } catch (UnreadableDocument unreadable) {
            LOG.debug("Document {} is not looked into: {}", candidate.document().id(), unreadable.reason());
            return null;
        }
    }

    /** Whether a draft that has been read would be read otherwise now: its document is another one, or one in another language has come or was replaced. */
    static boolean isAnother(Draft draft) {
        Draft.Reading reading = draft.reading();
        List<Candidate> candidates = MainDocument.candidates(draft);
        if (candidates.isEmpty() || reading.of() == null) {
            return false;
        }
        Candidate main = candidates.getFirst();
        if (!main.document().id().equals(reading.of())) {
            return true;
        }
        if (reading.beside() == null || reading.articleCount() == 0) {
            return false;
        }
        Set<String> now = MainDocument.otherVersions(draft, candidates, main).stream().map(one -> one.document().id()).collect(Collectors.toSet());
        return !now.equals(Set.copyOf(reading.beside()));
    }

    private static int articles(Act act) {
        return Threads.articles(act.nodes());
    }
}
