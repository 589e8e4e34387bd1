package org.civikos.consultation.structure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Takes a draft act apart. Stateless and safe for use by many threads.
 *
 * <p>A reader turns the file into lines, the recogniser says what each line is, the builder makes the tree, the checks say what a person
 * should look at.
 */
public final class Splitter {
    /** What a part's id, kind, number and place take beside its text. */
    private static final int NODE = 160;

    private final Limits limits;

    private Splitter(Limits limits) {
        this.limits = limits;
    }

    /** With the limits of the house: 50 MB, 2,000 pages, 150 MB unpacked, 30 seconds. */
    public static Splitter standard() {
        return new Splitter(Limits.STANDARD);
    }

    static Splitter with(Limits limits) {
        return new Splitter(limits);
    }

    /**
     * @param content the whole file
     * @param fileName the content decides what it is; a name that promises something else is refused
     * @param mediaType a hint only
     */
    public Act split(byte[] content, String fileName, @Nullable String mediaType) throws UnreadableDocument {
        return split(content, fileName, mediaType, Recognition.QUIET);
    }

    /**
     * The same, telling of each page that is a picture.
     *
     * @throws ScannedPages as the recognition wishes
     */
    public Act split(byte[] content, String fileName, @Nullable String mediaType, Recognition recognition) throws UnreadableDocument {
        Deadline deadline = new Deadline(limits.time());
        mustBe(content, fileName);
        return split(read(content, deadline, recognition), deadline);
    }

    /**
     * Refuses what can be refused without looking for the text of a PDF: another type than its name says, a password, a bomb, too many pages, damage. Costs
     * about a second for a file of 2,000 pages.
     */
    public void check(byte[] content, String fileName) throws UnreadableDocument {
        mustBe(content, fileName);
        Deadline deadline = new Deadline(limits.time());
        if (FileType.of(content) != FileType.PDF || content.length > limits.bytes()) {
            read(content, deadline);
            return;
        }
        guarded(deadline, () -> {
            PdfReader.check(content, limits, deadline);
            return content;
        });
    }

    private void mustBe(byte[] content, String fileName) throws UnreadableDocument {
        String contradiction = content.length == 0 || content.length > limits.bytes() ? null : FileType.contradiction(content, fileName);
        if (contradiction != null) {
            throw new UnreadableDocument(Reason.UNSUPPORTED, contradiction);
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse() throws UnreadableDocument;
    }

    Source read(byte[] content, Deadline deadline) throws UnreadableDocument {
        return read(content, deadline, Recognition.QUIET);
    }

    private Source read(byte[] content, Deadline deadline, Recognition recognition) throws UnreadableDocument {
        if (content.length == 0) {
            throw new UnreadableDocument(Reason.EMPTY, "The file is empty.");
        }
        if (content.length > limits.bytes()) {
            throw new UnreadableDocument(Reason.TOO_LARGE, "The file is larger than %d MB.".formatted(limits.bytes() / 1024 / 1024));
        }
        Source source = guarded(deadline, () -> switch (FileType.of(content)) {
            case PDF -> PdfReader.read(content, limits, deadline, recognition);
            case ZIP -> OfficeReader.read(content, limits, deadline);
            case HTML -> HtmlReader.read(content, limits, deadline);
            case TEXT -> PlainTextReader.read(content, limits, deadline);
            case OLE -> DocReader.read(content, limits, deadline);
            case RTF -> throw new UnreadableDocument(Reason.UNSUPPORTED, "RTF files are not read; save the file as DOCX.");
            case BINARY -> throw new UnreadableDocument(Reason.UNSUPPORTED, "The file is none of PDF, Word, ODT, HTML and plain text.");
        });
        if (source.lines().isEmpty()) {
            throw new UnreadableDocument(Reason.EMPTY, "The file has no text in it.");
        }
        limits.mustHold(source.lines().size());
        return new Source(TextNotes.atTheEnd(source.lines(), source.wrapped()), source.wrapped(), source.warnings());
    }

    /** Whatever a damaged file makes a parser trip over, the answer is one sentence. */
    private static <T> T guarded(Deadline deadline, Parser<T> parser) throws UnreadableDocument {
        try {
            return parser.parse();
        } catch (ScannedPages givenUp) {
            throw givenUp;
        } catch (Deadline.Refused e) {
            throw e.why();
        } catch (StackOverflowError e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is nested too deeply.", e);
        } catch (OutOfMemoryError e) {
            throw Headroom.tooMuch(e);
        } catch (RuntimeException e) {
            throw deadline.passed() ? Deadline.timeout() : new UnreadableDocument(Reason.CORRUPT, "The file is damaged.", e);
        }
    }

    Act split(Source source, Deadline deadline) throws UnreadableDocument {
        Map<String, List<Line>> versions = Versions.of(source.lines());
        // Albanian is the first official language; where it is not among them, the version that begins first.
        String main = versions.containsKey("sq") ? "sq" : versions.keySet().iterator().next();
        List<Node> nodes = new ArrayList<>();
        String title = "";
        List<String> order = new ArrayList<>(versions.keySet());
        order.remove(main);
        order.addFirst(main);
        for (String language : order) {
            deadline.check();
            Draft root = tree(versions.get(language), source.wrapped(), language);
            new Ids(language.equals(main) ? "" : language + "__").assign(root);
            root.children.forEach(c -> flatten(c, null, nodes));
            deadline.check();
            mustFit(nodes);
            if (language.equals(main)) {
                title = root.children.stream().filter(c -> c.kind == Kind.TITLE).map(c -> c.text.toString()).findFirst().orElse("");
            }
        }
        List<Warning> warnings = new ArrayList<>(source.warnings());
        warnings.addAll(Checks.of(nodes));
        StringBuilder sample = new StringBuilder();
        versions.get(main).stream().limit(2_000).forEach(l -> sample.append(l.text()));
        return new Act(main, Language.script(sample.toString()), title, nodes, warnings);
    }

    private void mustFit(List<Node> nodes) throws UnreadableDocument {
        long sum = 0;
        for (Node node : nodes) {
            sum += node.text().getBytes(StandardCharsets.UTF_8).length + (node.heading() == null ? 0 : node.heading().length() * 2L) + NODE;
        }
        if (sum > limits.act()) {
            throw new UnreadableDocument(Reason.TOO_LARGE, "The text is larger than one act may have.");
        }
    }

    static Draft tree(List<Line> lines, boolean wrapped, String language) {
        Plan plan = new Plan(DeletedArticles.apart(lines), wrapped, language);
        Recogniser.recognise(plan);
        return TreeBuilder.build(plan);
    }

    private static void flatten(Draft draft, @Nullable String parent, List<Node> out) {
        out.add(new Node(draft.id, draft.kind, draft.number, draft.heading.isEmpty() ? null : draft.heading.toString(), parent, draft.text.toString(),
                draft.page > 0 ? draft.page : null, draft.confidence));
        draft.children.forEach(c -> flatten(c, draft.id, out));
    }
}
