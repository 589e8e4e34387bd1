package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each line of an act is. The words at the beginning of a line only nominate a heading; the sequence of numbers, the lines
 * around it and the habits of the whole document elect it.
 */
final class Recogniser {
    private static final Pattern BROKEN_OFF = Pattern.compile("(?iu).*(?:^|\\s)(?:i|e|të|së|me|në|nga|për|sipas|dhe|ose|nenit|nenin|nenet|deri|iz|u|na|o|od|do|sa|po|prema|člana|članu|i|ili"
            + "|из|у|на|о|од|до|са|по|према|члана|члану|и|или|of|in|on|to|by|for|from|under|and|or|with|the|a|an|new)$");
    /** How an amending act begins its orders, in Latin letters; no title does. */
    private static final Pattern ORDER = Pattern.compile("(?iu)^(?:(?:in|after|before) (?:article|paragraph|the law|section)|(?:në|pas|para) (?:nen|paragraf|pik|ligj)"
            + "|(?:u|posle|poslije|iza|pre|prije) (?:član|člank|zakon|stav)|(?:article|neni|član|članak) \\d)");
    /** What the first articles of an act stand under, in Latin letters. */
    private static final Pattern FIRST_GROUP = Pattern.compile("(?iu)(?:opšte|opće|uvodne|osnovne|temeljne) odredbe|dispozitat? (?:e|të) përgjithshme|general provisions");
    private static final Pattern AMENDING_ACT = Pattern.compile("(?iu)ndryshim|plotësim|izmen|izmjen|dopun|измен|измјен|допун|amend|supplement");

    /** A line in capitals that goes on with the one before it. */
    private static final Pattern JOINED = Pattern.compile("^(?:I|И|ILI|ИЛИ|DHE|OSE|AND|OR)\\s");
    /** Labels of points under which some acts also group articles: "2) Duties", "B) Rest". */
    private static final Set<Labels.Type> OVER_ARTICLES = EnumSet.of(Labels.Type.NUMBER_CLOSE, Labels.Type.LETTER_CLOSE, Labels.Type.CAPITAL);
    private static final Pattern SECTION = Pattern.compile("^(?i:section)\\s\\d{1,3}[A-Za-z]?(?:\\.?$|[.:\\s–—-]\\s*[\\p{Lu}(])");
    /** A short title that ends with a stop, and a sentence after it. */
    static final Pattern RUN_IN = Pattern.compile("^(\\p{Lu}[^.;:]{1,80}\\.)\\s*[-–—]?\\s*(?=[\\p{Lu}(\\d\"“„])");
    private static final Pattern MEMORANDUM_OF = Pattern.compile("(?iu)^(?:(?:uz|zakona|uredbe|pravilnika|odluke|predloga|nacrta|prijedloga|уз|закона|уредбе|правилника|одлуке|предлога|нацрта|приједлога|për|të|on|of|to the)(?!\\p{L})).*");

    private final Plan plan;
    private final Front front;
    private TitlePlace place = TitlePlace.NONE;

    /** Where this document puts the titles of its articles. */
    enum TitlePlace { AFTER, BEFORE, NONE }

    private Recogniser(Plan plan) {
        this.plan = plan;
        this.front = new Front(plan);
    }

    static void recognise(Plan plan) {
        Recogniser r = new Recogniser(plan);
        Contents.find(plan);
        Quotations.find(plan);
        if (r.sectionsAreArticles()) {
            plan.readSectionsAsArticles();
        }
        int[] region = r.regions();
        r.articles(region);
        r.runInTitles();
        if (!r.has(Kind.ARTICLE)) {
            // Nothing to repair, no divisions of an act: read it by its numbered headings.
            Outline.find(plan);
            r.front.findWithHeadings();
            return;
        }
        r.divisions(region);
        r.place = r.titlePlace();
        plan.titled = r.nearlyAllTitled();
        r.romanAndNumbered(region);
        r.headings();
        r.memorandumHeadings(region);
        r.front.find();
        Closing.find(plan);
    }

    private void runInTitles() {
        int all = 0;
        int runIn = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() == Kind.ARTICLE) {
                all++;
                boolean more = Grammar.looksLikeTitle(plan.mark[i].tail().replaceFirst("\\.$", "")) && plan.mark[i].tail().length() < 90;
                runIn += RUN_IN.matcher(plan.mark[i].tail()).find() || more && plan.mark[i].tail().endsWith(".") ? 1 : 0;
            }
        }
        plan.runInTitles = all >= 3 && runIn * 10 >= all * 8;
    }

    private boolean has(Kind kind) {
        for (Mark m : plan.mark) {
            if (m != null && m.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Mark candidate(int i) {
        return plan.role[i] == Role.BODY ? plan.nominee(i) : null;
    }

    private void set(int i, Mark mark, double confidence) {
        plan.role[i] = Role.MARK;
        plan.mark[i] = mark;
        plan.confidence[i] = confidence;
    }

    /** Some older drafts in English write "Section 5" for an article. */
    private boolean sectionsAreArticles() {
        int sections = 0;
        for (int i = 0; i < plan.size(); i++) {
            Mark m = candidate(i);
            if (m != null && m.kind() == Kind.ARTICLE && strong(m)) {
                return false;
            }
            if (plan.role[i] == Role.BODY && SECTION.matcher(plan.text(i)).find() && plan.fresh(i)) {
                sections++;
            }
        }
        return sections >= 3;
    }

    // ---- regions: the act itself, its annexes, its memorandum

    private static final int ACT = 0;
    private static final int ANNEX = 1;
    private static final int MEMO = 2;

    private int[] regions() {
        int n = plan.size();
        int[] region = new int[n];
        int firstArticle = -1;
        List<Integer> strong = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Mark m = candidate(i);
            if (m != null && m.kind() == Kind.ARTICLE && strong(m)) {
                strong.add(i);
            }
        }
        int now = ACT;
        int last = 0;
        for (int i = 0; i < n; i++) {
            Mark m = region[Math.max(0, i - 1)] != MEMO && memorandumOverTwoLines(i) instanceof Mark two ? two : candidate(i);
            if (m != null && !m.quoted() && plan.fresh(i)) {
                if (m.kind() == Kind.ARTICLE && strong(m)) {
                    if (now == MEMO && firstArticle < 0) {
                        now = ACT;
                        // The act that follows its memorandum begins with its title, not with its first article.
                        int from = Front.lastTitleBefore(plan, i);
                        for (int k = from; k < i; k++) {
                            region[k] = ACT;
                        }
                    }
                    if (now == ACT) {
                        firstArticle = firstArticle < 0 ? i : firstArticle;
                        last = Math.max(last, m.value());
                    }
                } else if (m.kind() == Kind.MEMORANDUM && (firstArticle < 0 ? now == ACT && plan.before(i) < 25 && strong.size() != 1 : !continues(strong, i, last))) {
                    now = MEMO;
                    set(i, m, 0.95);
                    if (memorandumOverTwoLines(i) != null) {
                        own(plan.after(i), plan.after(i), i);
                    }
                } else if (m.kind() == Kind.ANNEX && firstArticle >= 0 && !continues(strong, i, last) && looksLikeAnnex(i, m)) {
                    now = ANNEX;
                    set(i, m, m.bare() ? 0.95 : 0.85);
                }
            }
            region[i] = now;
        }
        return region;
    }

    /** "EXPLANATORY / MEMORANDUM": its two words on a line each. */
    private @Nullable Mark memorandumOverTwoLines(int i) {
        int a = plan.after(i);
        String text = plan.text(i);
        if (!plan.isText(i) || a >= plan.size() || text.length() > 20 || text.indexOf(' ') >= 0 || plan.text(a).length() > 20) {
            return null;
        }
        Mark whole = Grammar.mark(text + " " + plan.text(a));
        return whole != null && whole.kind() == Kind.MEMORANDUM && Grammar.mark(text) == null && Grammar.mark(plan.text(a)) == null ? whole : null;
    }

    private boolean looksLikeAnnex(int i, Mark m) {
        int a = plan.after(i);
        return (m.bare() || Grammar.looksLikeTitle(m.tail())) && a < plan.size() && !Chars.startsLower(plan.text(a)) && !brokenOff(i);
    }

    /** Whether an article after line i goes on with the numbers before it. */
    private boolean continues(List<Integer> strong, int i, int last) {
        for (int at : strong) {
            Mark m = at > i ? candidate(at) : null;
            if (m != null) {
                int value = m.value();
                return value == last + 1 || value > last && value <= last + 3 && last > 2;
            }
        }
        return false;
    }

    private boolean strong(Mark m) {
        return (m.bare() || m.bracketed() || plan.sections() && RUN_IN.matcher(m.tail()).find() || m.tail().length() <= 160 && Grammar.looksLikeTitle(m.tail())) && !m.quoted();
    }

    private boolean brokenOff(int i) {
        int b = plan.before(i);
        return b >= 0 && plan.wrapped && !plan.look(i).gap() && plan.role[b] == Role.BODY && !(plan.nominee(b) instanceof Mark above && above.bare())
                && (breaksOff(plan.text(b)) || plan.text(b).endsWith(",") && !aloneOnLine(i));
    }

    private boolean aloneOnLine(int i) {
        Mark m = plan.nominee(i);
        int a = plan.after(i);
        return m != null && m.bare() && (a >= plan.size() || !Chars.startsLower(plan.text(a)));
    }

    // ---- articles

    private record Candidate(int line, Mark mark, ArticleNumber number, double weight) {}

    private void articles(int[] region) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Mark m = candidate(i);
            if (m == null || region[i] == MEMO) {
                continue;
            }
            if (m.kind() != Kind.ARTICLE || ArticleNumber.of(m.number()).base() < 0 || brokenOff(i)) {
                continue;
            }
            double weight = strong(m) ? m.bare() ? 2 : 1.7 : m.quoted() ? 0.3 : 0.6;
            if (!plan.fresh(i)) {
                weight -= m.bare() ? 0.3 : 1.2;
            }
            if (weight > 0) {
                all.add(new Candidate(i, m, ArticleNumber.of(m.number()), weight));
            }
        }
        // Each annex may have articles of its own, numbered from 1.
        List<Candidate> act = new ArrayList<>();
        for (Candidate c : all) {
            if (region[c.line] == ACT) {
                act.add(c);
            }
        }
        elect(announcedOnesQuoted(act));
        int from = -1;
        for (int i = 0; i <= plan.size(); i++) {
            if (i == plan.size() || plan.role[i] == Role.MARK && (plan.mark[i].kind() == Kind.ANNEX || plan.mark[i].kind() == Kind.MEMORANDUM)) {
                if (from >= 0) {
                    int a = from;
                    int b = i;
                    elect(all.stream().filter(c -> c.line > a && c.line < b && region[c.line] == ANNEX && c.weight >= 1).toList());
                }
                from = i;
            }
        }
    }

    /** New wording without quotation marks: from the announcement to the article that goes on with the outer numbers. */
    private List<Candidate> announcedOnesQuoted(List<Candidate> act) {
        List<Candidate> outer = new ArrayList<>();
        ArticleNumber last = null;
        int zone = -1;
        for (int k = 0; k < act.size(); k++) {
            Candidate c = act.get(k);
            boolean next = last == null || c.number.base() == last.base() + 1 && c.number.suffix().isEmpty();
            if (zone >= 0 && next && !(last != null && sameNumberLater(act, k))) {
                quote(zone, c.line);
                zone = -1;
            } else if (zone < 0 && last != null && Quotations.announced(plan, c.line) && (!next || sameNumberLater(act, k))) {
                zone = c.line;
            }
            if (zone < 0) {
                outer.add(c);
                last = c.weight >= 1.5 ? c.number : last;
            }
        }
        if (zone >= 0) {
            int end = plan.size();
            for (int i = zone; i < plan.size(); i++) {
                if (plan.role[i] == Role.MARK) {
                    end = i;
                    break;
                }
            }
            quote(zone, end);
        }
        return outer;
    }

    private static boolean sameNumberLater(List<Candidate> act, int k) {
        for (int j = k + 1; j < act.size(); j++) {
            if (act.get(j).number.equals(act.get(k).number) && act.get(j).weight >= 1.5) {
                return true;
            }
            if (act.get(j).number.base() == act.get(k).number.base() + 1 && act.get(j).number.suffix().isEmpty()) {
                return false;
            }
        }
        return false;
    }

    private void quote(int from, int to) {
        int end = to;
        // A chapter heading or a title right before the next article is not part of what is quoted.
        while (end - 1 > from && plan.role[end - 1] == Role.BODY && plan.nominee(end - 1) instanceof Mark m && m.kind() != Kind.ARTICLE) {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (plan.role[i] == Role.BODY) {
                plan.role[i] = Role.QUOTE;
            }
        }
    }

    /** The best rising chain of numbers; what is left over is an article printed out of order, or running text. */
    private void elect(List<Candidate> list) {
        int n = list.size();
        if (n == 0) {
            return;
        }
        double[] score = new double[n];
        int[] from = new int[n];
        int best = 0;
        for (int i = 0; i < n; i++) {
            Candidate c = list.get(i);
            score[i] = c.weight + (c.number.base() == 1 ? 0.5 : 0);
            from[i] = -1;
            for (int k = Math.max(0, i - 600); k < i; k++) {
                Candidate p = list.get(k);
                if (p.number.compareTo(c.number) < 0) {
                    int jump = c.number.base() - p.number.base() - 1;
                    double s = score[k] + c.weight + (c.number.follows(p.number) ? 1 : -0.3 - 0.02 * Math.min(jump, 50));
                    if (s > score[i]) {
                        score[i] = s;
                        from[i] = k;
                    }
                }
            }
            best = score[i] >= score[best] ? i : best;
        }
        boolean[] chain = new boolean[n];
        for (int i = best; i >= 0; i = from[i]) {
            chain[i] = true;
        }
        Candidate last = null;
        for (int i = 0; i < n; i++) {
            Candidate c = list.get(i);
            if (chain[i]) {
                boolean follows = last == null || c.number.follows(last.number);
                // A run-in heading that also leaves a gap is more likely a reference.
                if (c.weight < 1 && !follows) {
                    continue;
                }
                set(c.line, c.mark, follows ? c.mark.bare() ? 1 : 0.93 : 0.8);
                last = c;
            }
        }
        for (int i = 0; i < n; i++) {
            Candidate c = list.get(i);
            if (!chain[i] && c.weight >= 1.5 && plan.fresh(c.line)) {
                if (Quotations.announced(plan, c.line)) {
                    quote(c.line, i + 1 < n ? list.get(i + 1).line : plan.size());
                } else if (c.mark.bare() || c.mark.bracketed() || !amends()) {
                    set(c.line, c.mark, 0.5);
                }
            }
        }
    }

    private boolean amends() {
        int until = Math.min(plan.size(), 30);
        for (int i = 0; i < until; i++) {
            if (plan.role[i] == Role.MARK) {
                return false;
            }
            if (AMENDING_ACT.matcher(plan.text(i)).find()) {
                return true;
            }
        }
        return false;
    }

    // ---- divisions

    private void divisions(int[] region) {
        for (int i = 0; i < plan.size(); i++) {
            Mark m = candidate(i);
            if (m == null || !division(m) || m.quoted() || region[i] == MEMO || brokenOff(i)) {
                continue;
            }
            if (!m.bare() && m.tail().length() > 240 || belowArticle(i)) {
                continue;
            }
            // After a division come headings, and then an article or another division.
            boolean led = leadsToMark(i, 8);
            boolean plain = m.bare() && plan.text(i).length() < 25 || led && (m.separated() || Chars.isCapitals(plan.text(i)));
            if (!plan.fresh(i) && !plain) {
                continue;
            }
            if (!led && !(m.bare() && plan.fresh(i) || Chars.isCapitals(plan.text(i)))) {
                continue;
            }
            set(i, m, led ? 1 : 0.7);
        }
    }

    private static boolean division(Mark m) {
        return m.kind() == Kind.PART || m.kind() == Kind.CHAPTER || m.kind() == Kind.SECTION;
    }

    /** An article has some text before the next division: what stands right below its number is its title, "Titulli i pronësisë". */
    private boolean belowArticle(int i) {
        int b = plan.before(i);
        return b >= 0 && plan.role[b] == Role.MARK && plan.mark[b].kind() == Kind.ARTICLE && plan.mark[b].bare();
    }

    /** Whether only lines that may be headings stand between line i and the next mark. */
    private boolean leadsToMark(int i, int most) {
        int k = plan.after(i);
        for (int seen = 0; k < plan.size() && seen <= most; k = plan.after(k), seen++) {
            if (plan.role[k] == Role.MARK) {
                return plan.mark[k].kind() != Kind.MEMORANDUM && plan.mark[k].kind() != Kind.ANNEX;
            }
            Mark m = candidate(k);
            if (m != null && m.kind() != Kind.ARTICLE && !m.quoted()) {
                return true;
            }
            if (plan.role[k] != Role.BODY || Grammar.endsLikeSentence(plan.text(k)) && !Chars.isCapitals(plan.text(k)) || plan.text(k).length() > 260) {
                return false;
            }
        }
        return false;
    }

    /** Divisions without a word: "II. NAME", "III - Name", "1. Name" right above an article. */
    private void romanAndNumbered(int[] region) {
        boolean higher = false;
        boolean romanSeen = false;
        Map<Integer, Integer> romans = new HashMap<>();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK) {
                higher |= plan.mark[i].kind() == Kind.CHAPTER || plan.mark[i].kind() == Kind.SECTION && !romanSeen;
            } else if (plan.role[i] == Role.BODY && Grammar.romanHeading(plan.text(i)) instanceof Mark m) {
                romans.merge(m.value(), 1, Integer::sum);
                romanSeen |= leadsToMark(i, 8);
            }
        }
        int lastNumber = 0;
        Map<Labels.Type, String> items = new EnumMap<>(Labels.Type.class);
        Map<Labels.Type, String> headed = new EnumMap<>(Labels.Type.class);
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() == Kind.ARTICLE) {
                lastNumber = 0;
                items.clear();
            }
            if (plan.role[i] != Role.BODY || region[i] == MEMO) {
                continue;
            }
            String text = plan.text(i);
            Labels.Label label = Labels.read(text);
            if (Grammar.romanHeading(text) instanceof Mark m && !m.quoted() && fitsRoman(i, m, romans) && leadsToMark(i, 8)) {
                Kind kind = higher ? Kind.SECTION : Kind.CHAPTER;
                set(i, new Mark(kind, "", m.number(), "", m.rest(), m.tail(), false, m.separated()), 0.85);
                continue;
            }
            if (label != null && label.type() == Labels.Type.NUMBER_DOT) {
                int value = Numerals.value(label.number());
                String tail = text.substring(label.end());
                boolean item = lastNumber > 0 && value == lastNumber + 1;
                if (!item && Grammar.looksLikeTitle(tail) && tail.length() < 160 && endedBefore(i) && leadsToMark(i, 4) && place != TitlePlace.AFTER) {
                    set(i, new Mark(Kind.SECTION, "", label.number(), "", label.end(), tail, false, true), 0.7);
                    continue;
                }
                lastNumber = value;
            }
            if (label != null && OVER_ARTICLES.contains(label.type())) {
                String item = items.put(label.type(), label.number());
                String heading = headed.get(label.type());
                boolean nextItem = item != null && Labels.follows(item, label.number()) && !(heading != null && Labels.follows(heading, label.number()));
                if (!nextItem && overArticle(i, text.substring(label.end()))) {
                    set(i, new Mark(Kind.SECTION, label.type().name(), label.number(), "", label.end(), text.substring(label.end()), false, true), 0.7);
                    headed.put(label.type(), label.number());
                }
            }
        }
    }

    /** "2) Duties of employees / Article 15": right above a number that stands alone, below something finished, without an end of its own. */
    private boolean overArticle(int i, String name) {
        int a = plan.after(i);
        int b = plan.before(i);
        boolean ended = b >= 0 && (plan.role[b] != Role.BODY || plan.text(b).endsWith(".") || plan.text(b).startsWith("*") || Chars.isCapitals(plan.text(b)));
        return ended && name.length() < 100 && Grammar.looksLikeTitle(name) && a < plan.size() && plan.role[a] == Role.MARK && plan.mark[a].kind() == Kind.ARTICLE && plan.mark[a].bare();
    }

    private boolean endedBefore(int i) {
        int b = plan.before(i);
        return b < 0 || plan.role[b] != Role.BODY || Chars.endsSentence(plan.text(b)) || plan.look(i).gap() && plan.look(i).centred() || isHeadingLine(b);
    }

    private boolean isHeadingLine(int b) {
        return plan.text(b).length() < 120 && Grammar.looksLikeTitle(plan.text(b)) && leadsToMark(b, 6);
    }

    private boolean fitsRoman(int i, Mark m, Map<Integer, Integer> romans) {
        boolean capitals = Chars.isCapitals(m.tail());
        if (!plan.language.equals("sr") && !m.separated() && !m.bare() && !capitals) {
            return false;
        }
        if (m.bare() && !m.separated() && !plan.look(i).gap() && !plan.look(i).centred() && plan.wrapped) {
            return false;
        }
        if (!m.separated() && m.value() == 1) {
            // "I" is also a word: "and" in Serbian, a particle in Albanian.
            int b = plan.before(i);
            if (!m.bare() && capitals && b >= 0 && goesOnWithI(b, i)) {
                return false;
            }
            boolean continuesHeading = b >= 0 && plan.role[b] == Role.BODY && !Chars.endsSentence(plan.text(b)) && Chars.isCapitals(plan.text(b));
            if (plan.language.equals("sq") && !m.bare() || continuesHeading && !romans.containsKey(2)) {
                return false;
            }
        }
        return plan.fresh(i) || capitals;
    }

    /** "III – PRAVA / I OBAVEZE": the second line of a name, not a chapter that begins to count anew. */
    private boolean goesOnWithI(int b, int i) {
        boolean division = plan.role[b] == Role.MARK && division(plan.mark[b]) && !plan.mark[b].bare();
        int over = plan.before(b);
        boolean name = plan.role[b] == Role.BODY && Chars.isCapitals(plan.text(b)) && over >= 0 && plan.role[over] == Role.MARK && division(plan.mark[over]) && plan.mark[over].bare();
        return Chars.isCapitals(plan.text(b)) && (division && (plan.mark[b].separated() || !plan.look(i).gap()) || name && !plan.look(i).gap());
    }

    // ---- titles and names

    private TitlePlace titlePlace() {
        int articles = 0;
        int after = 0;
        int before = 0;
        int capitals = 0;
        int untitled = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.MARK || plan.mark[i].kind() != Kind.ARTICLE) {
                continue;
            }
            articles++;
            if (plan.mark[i].bare() && titleEnd(i) > i) {
                after++;
            }
            int above = titleAbove(i);
            int over = above < 0 ? -1 : plan.before(above);
            // What stands right below a chapter's mark is the name of the chapter.
            if (above >= 0 && !(over >= 0 && plan.role[over] == Role.MARK && plan.mark[over].kind() != Kind.ARTICLE)) {
                before++;
                capitals += Chars.isCapitals(plan.text(above)) ? 1 : 0;
            } else {
                untitled += plan.mark[i].bare() ? 1 : 0;
            }
        }
        if (capitals == before && untitled * 4 >= articles && after * 10 < articles * 4 && !has(Kind.CHAPTER) && !has(Kind.PART)) {
            // In capitals over some articles only, in an act without chapters: each stands over all up to the next one.
            return TitlePlace.NONE;
        }
        // The heading of a chapter is not the title of an article, so the few articles under chapters count little.
        if (after * 10 >= articles * 4 && after >= before) {
            return TitlePlace.AFTER;
        }
        return before * 10 >= articles * 4 || before >= 3 && after * 3 < before && before * 10 >= articles * 2 ? TitlePlace.BEFORE : TitlePlace.NONE;
    }

    /** Whether an article without a title would be an exception: then a word with a stop, or a few with a colon, are one. */
    private boolean nearlyAllTitled() {
        int articles = 0;
        int titled = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() == Kind.ARTICLE) {
                Mark m = plan.mark[i];
                articles++;
                titled += m.bare() ? place == TitlePlace.AFTER && titleEnd(i) > i ? 1 : 0 : m.bracketed() || Grammar.looksLikeTitle(m.tail()) ? 1 : 0;
            }
        }
        return articles >= 4 && titled * 10 >= articles * 6;
    }

    /** First line of the title above the article mark at i, which ends on the line before it; or -1. */
    private int titleAbove(int i) {
        int last = plan.before(i);
        StringBuilder joined = new StringBuilder();
        for (int k = last, lines = 0; k >= 0 && lines < 4 && plan.role[k] == Role.BODY && plan.nominee(k) == null && joined.length() < 240; k = plan.before(k), lines++) {
            joined.insert(0, plan.text(k) + (joined.isEmpty() ? "" : " "));
            String whole = joined.toString();
            if (Grammar.endsLikeSentence(whole) || Labels.starts(plan.text(k)) || k != last && Chars.endsSentence(plan.text(k))) {
                return -1;
            }
            if (Grammar.looksLikeTitle(whole) && whole.length() <= 240 && titleBegins(k)) {
                return k;
            }
            if (plan.look(k).gap() && !Chars.startsLower(plan.text(k))) {
                return -1;
            }
        }
        return -1;
    }

    private boolean titleBegins(int k) {
        int b = plan.before(k);
        if (b < 0 || plan.role[b] != Role.BODY || Chars.endsSentence(plan.text(b))) {
            return true;
        }
        if (JOINED.matcher(plan.text(k)).find() && Chars.isCapitals(plan.text(k)) && Chars.isCapitals(plan.text(b)) && !plan.look(k).gap()) {
            return false;
        }
        boolean runsOn = plan.wrapped && plan.look(b).full() && !plan.look(k).gap();
        if (runsOn && !differs(b, k)) {
            return false;
        }
        return plan.look(k).gap() || differs(b, k) || (plan.look(k).centred() || plan.look(k).bold()) && !endsOpen(plan.text(b)) || Grammar.looksLikeTitle(plan.text(b)) && !endsOpen(plan.text(b));
    }

    /** Whether the second of two lines is set apart from the first. */
    private boolean differs(int a, int b) {
        return plan.look(b).centred() && !plan.look(a).centred() || plan.look(b).bold() && !plan.look(a).bold()
                || Chars.isCapitals(plan.text(a)) && !Chars.isCapitals(plan.text(b)) && Chars.startsUpper(plan.text(b));
    }

    /** Last line of the title that follows the article mark at i, or i where what follows is its text. */
    private int titleEnd(int i) {
        int first = plan.after(i);
        if (first >= plan.size() || plan.role[first] != Role.BODY) {
            return i;
        }
        String text = plan.text(first);
        if (text.startsWith("(") && !Labels.starts(text)) {
            int end = bracketEnd(first);
            if (end >= 0) {
                return end;
            }
        }
        Look look = plan.look(first);
        if (!look.bold() && ORDER.matcher(Script.toLatin(text)).find()) {
            return i;
        }
        if (Labels.starts(text) && !look.bold() && !look.centred() || plan.nominee(first) instanceof Mark m && m.kind() == Kind.ARTICLE) {
            return i;
        }
        int next = plan.after(first);
        boolean more = next < plan.size() && plan.role[next] == Role.BODY;
        // A title that is broken behind a comma is judged with its other lines.
        boolean broken = plan.wrapped && more && text.endsWith(",") && (look.centred() && plan.look(next).centred() || look.bold() && plan.look(next).bold()) && !plan.look(next).gap() && Chars.startsUpper(text) && text.length() < 160;
        if (!broken && !Grammar.looksLikeTitle(text)) {
            int label = more && Labels.read(plan.text(next)) instanceof Labels.Label l && Labels.isFirst(l.number()) && l.type() != Labels.Type.DASH ? 1 : 0;
            if (label == 1 && place == TitlePlace.AFTER && text.endsWith(".") && text.length() < 100 && Chars.startsUpper(text) && !look.full()) {
                // A title that somebody ended with a full stop.
                return first;
            }
            if (plan.titled && more && (Grammar.stoppedTitle(text) && (label == 1 || Chars.startsUpper(plan.text(next))) || text.endsWith(":") && label == 1 && Grammar.fewWords(text))) {
                return first;
            }
            boolean shown = (look.bold() || look.centred()) && text.length() < 200 && Chars.startsUpper(text) && more && !plan.look(next).bold() && !plan.look(next).centred()
                    && !text.endsWith(";") && !text.endsWith(",") && !text.endsWith(":");
            return shown ? first : i;
        }
        if (!plan.wrapped) {
            return text.length() <= 200 && !Quotations.leftOpen(text) && (more || next < plan.size() && plan.role[next] == Role.QUOTE || bold(first)) ? first : i;
        }
        // Wrapped text: take lines until the title is complete, and look whether they read like a title together.
        int end = first;
        StringBuilder joined = new StringBuilder(text);
        while (true) {
            int k = plan.after(end);
            if (k >= plan.size() || plan.role[k] != Role.BODY || Labels.starts(plan.text(k)) || plan.nominee(k) != null) {
                break;
            }
            boolean sameLook = plan.look(end).bold() && plan.look(k).bold() || plan.look(end).centred() && plan.look(k).centred() && !plan.look(k).gap();
            boolean lower = Chars.startsLower(plan.text(k));
            boolean runsOn = lower || plan.look(end).full() && !plan.look(k).gap() || endsOpen(plan.text(end));
            if (bold(end) && !bold(k) && plan.lines.get(k).look().bold() != plan.lines.get(end).look().bold()) {
                break;
            }
            if (!sameLook && !runsOn) {
                break;
            }
            end = k;
            joined.append(' ').append(plan.text(k));
            if (Chars.endsSentence(plan.text(k)) || joined.length() > 300) {
                break;
            }
        }
        String whole = joined.toString();
        if (broken && end == first || Quotations.leftOpen(whole)) {
            return i;
        }
        if (end > first && (Grammar.endsLikeSentence(whole) || whole.length() > 300)) {
            // The first line alone may still be the title, when the next one begins a sentence.
            return !Chars.startsLower(plan.text(plan.after(first))) && (!look.full() || place == TitlePlace.AFTER && !endsOpen(text)) ? first : i;
        }
        int k = plan.after(end);
        if (k >= plan.size()) {
            return bold(first) ? end : i;
        }
        // A sentence that goes on with a number: "... from article / 10 of this law".
        if (plan.role[k] == Role.BODY && Character.isDigit(plan.text(k).charAt(0)) && (endsOpen(whole) || Body.endsInReference(whole))) {
            return i;
        }
        return plan.role[k] == Role.BODY && Chars.startsLower(plan.text(k)) && !Labels.starts(plan.text(k)) ? i : end;
    }

    private static boolean endsOpen(String text) {
        return breaksOff(text) || text.endsWith(",");
    }

    /** "I" is a word that something follows, or the number that a name ends with. */
    private static boolean breaksOff(String text) {
        return BROKEN_OFF.matcher(text).matches() && (!text.endsWith(" I") || Chars.isCapitals(text));
    }

    private boolean bold(int i) {
        return plan.look(i).bold();
    }

    private int bracketEnd(int first) {
        int depth = 0;
        int k = first;
        for (int lines = 0; k < plan.size() && lines < 4; k = plan.after(k), lines++) {
            if (plan.role[k] != Role.BODY && plan.role[k] != Role.MARK || k > first && plan.role[k] == Role.MARK) {
                return -1;
            }
            String text = plan.role[k] == Role.MARK ? plan.mark[k].tail() : plan.text(k);
            for (int c = 0; c < text.length(); c++) {
                depth += text.charAt(c) == '(' ? 1 : text.charAt(c) == ')' ? -1 : 0;
                if (depth == 0 && c < text.length() - 1 && !text.substring(c + 1).matches("[\\s.⁰-⁹¹²³*]*")) {
                    return -1;
                }
                if (depth == 0) {
                    return k;
                }
            }
        }
        return -1;
    }

    private void headings() {
        // Names of divisions first: they bound where titles before articles may reach.
        namesAbove();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() != Kind.ARTICLE && plan.mark[i].kind() != Kind.MEMORANDUM) {
                divisionName(i);
            }
        }
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.MARK || plan.mark[i].kind() != Kind.ARTICLE) {
                continue;
            }
            if (plan.mark[i].bare()) {
                int end = titleEnd(i);
                boolean bracket = end > i && plan.text(plan.after(i)).startsWith("(");
                if (end > i && (place == TitlePlace.AFTER || bracket || place == TitlePlace.NONE && (bold(plan.after(i)) || plan.look(plan.after(i)).centred() || clearTitle(i, end)))) {
                    own(plan.after(i), end, i);
                    continue;
                }
            } else if (plan.wrapped && !plan.mark[i].bracketed() && !Grammar.endsLikeSentence(plan.mark[i].tail())) {
                inlineTitle(i);
            }
            int above = place == TitlePlace.BEFORE && (plan.mark[i].bare() || plan.mark[i].bracketed()) ? titleAbove(i) : -1;
            if (above >= 0) {
                own(above, plan.before(i), i);
            }
        }
        groups();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() == Kind.MEMORANDUM) {
                memorandumName(i);
            }
        }
    }

    /** "Explanatory memorandum / on the draft law on ..." */
    private void memorandumName(int i) {
        int k = plan.after(i);
        if (k >= plan.size() || plan.role[k] != Role.BODY || !MEMORANDUM_OF.matcher(plan.text(k)).matches()) {
            return;
        }
        int end = k;
        StringBuilder whole = new StringBuilder(plan.text(k));
        for (int next = plan.after(k); next < plan.size() && plan.role[next] == Role.BODY && plan.wrapped && !plan.look(next).gap() && whole.length() < 240
                && (plan.look(end).full() || Chars.isCapitals(plan.text(next)) || plan.look(next).centred()) && Grammar.romanHeading(plan.text(next)) == null && !Labels.starts(plan.text(next)); next = plan.after(next)) {
            whole.append(' ').append(plan.text(next));
            end = next;
        }
        if (whole.length() < 240 && !Chars.endsSentence(whole.toString())) {
            own(k, end, i);
        }
    }

    /** In a document where few articles have titles: short, not a sentence, and a sentence begins below it. */
    private boolean clearTitle(int i, int end) {
        String text = plan.text(plan.after(i));
        int next = plan.after(end);
        return text.length() < 110 && !endsOpen(text) && !Body.endsInReference(text) && next < plan.size() && plan.role[next] == Role.BODY && (Chars.startsUpper(plan.text(next)) || Labels.starts(plan.text(next)))
                && (!plan.wrapped || !plan.look(plan.after(i)).full() || plan.look(next).gap());
    }

    /** A title on the article's own line may run over into the next. */
    private void inlineTitle(int i) {
        String tail = plan.mark[i].tail();
        if (tail.startsWith("(") && tail.indexOf(')') < 0) {
            int end = bracketEnd(i);
            if (end > i) {
                own(plan.after(i), end, i);
            }
            return;
        }
        int k = plan.after(i);
        int end = i;
        StringBuilder joined = new StringBuilder(tail);
        while (k < plan.size() && plan.role[k] == Role.BODY && !Labels.starts(plan.text(k)) && !plan.look(k).gap() && plan.nominee(k) == null && joined.length() < 240) {
            boolean shown = plan.look(i).bold() && plan.look(k).bold() || plan.look(i).centred() && plan.look(k).centred() && plan.look(i).bold() == plan.look(k).bold();
            boolean runsOn = plan.look(end).full() && Chars.startsLower(plan.text(k)) || endsOpen(plan.text(end));
            // Where titles stand before their articles, the next line is the title of the next one.
            if (!runsOn && (!shown || place == TitlePlace.BEFORE)) {
                break;
            }
            joined.append(' ').append(plan.text(k));
            end = k;
            if (Grammar.endsLikeSentence(plan.text(k))) {
                // What began as a title turned out to be the text.
                return;
            }
            k = plan.after(k);
        }
        boolean ended = end > i && (k >= plan.size() || plan.role[k] != Role.BODY || plan.look(k).gap() || Labels.starts(plan.text(k)) || plan.look(end).bold() && !plan.look(k).bold()
                || plan.look(end).centred() && !plan.look(k).centred() || !plan.look(end).full() && Chars.startsUpper(plan.text(k)));
        if (ended) {
            own(plan.after(i), end, i);
        }
    }

    private void own(int from, int to, int mark) {
        for (int k = from; k <= to; k++) {
            if (plan.isText(k)) {
                plan.role[k] = Role.HEADING;
                plan.owner[k] = mark;
            }
        }
    }

    /** "General provisions / Chapter I": in some acts the names of divisions stand above their numbers. */
    private void namesAbove() {
        List<Integer> named = new ArrayList<>();
        int bare = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && division(plan.mark[i])) {
                int k = plan.after(i);
                if (!plan.mark[i].bare() || k >= plan.size() || plan.role[k] != Role.MARK) {
                    return;
                }
                bare++;
                if (titleAbove(i) >= 0 && !Front.beginsTitle(plan.text(titleAbove(i)))) {
                    named.add(i);
                }
            }
        }
        if (bare >= 2 && named.size() * 10 >= bare * 8 || bare > 1 && named.size() == bare - 1) {
            named.forEach(i -> own(titleAbove(i), plan.before(i), i));
        }
    }

    private void divisionName(int i) {
        Mark m = plan.mark[i];
        List<Integer> free = new ArrayList<>();
        int k = plan.after(i);
        for (; k < plan.size() && plan.role[k] == Role.BODY && free.size() < 12; k = plan.after(k)) {
            if (plan.nominee(k) != null && plan.nominee(k).kind() != Kind.MEMORANDUM) {
                break;
            }
            free.add(k);
        }
        boolean toMark = k < plan.size() && plan.role[k] == Role.MARK && plan.mark[k].kind() != Kind.ANNEX && plan.mark[k].kind() != Kind.MEMORANDUM
                && m.kind() != Kind.ANNEX;
        int take = 0;
        boolean allHeadings = toMark && free.size() <= 8 && free.stream().allMatch(f -> !Grammar.endsLikeSentence(plan.text(f)) || Chars.isCapitals(plan.text(f)));
        if (allHeadings) {
            take = free.size();
            boolean article = plan.mark[k].kind() == Kind.ARTICLE;
            if (article && place == TitlePlace.BEFORE && plan.mark[k].bare() && (take > 1 || !m.bare())) {
                take = beforeReserved(m, free);
            }
        } else {
            take = leadingNameLines(m, free);
        }
        for (int t = 0; t < take; t++) {
            if (t > 0 && splitName(free, t)) {
                break;
            }
            own(free.get(t), free.get(t), i);
        }
    }

    /** Lines of the name when the last of them is the title of the article below. */
    private int beforeReserved(Mark m, List<Integer> free) {
        int take = free.size() - 1;
        // A title that runs over two lines keeps both.
        while (take > (m.bare() ? 1 : 0) && plan.wrapped && Chars.startsLower(plan.text(free.get(take)))) {
            take--;
        }
        if (!m.bare()) {
            int runOn = 0;
            while (runOn < take && Chars.isCapitals(m.tail()) && Chars.isCapitals(plan.text(free.get(runOn))) && plan.wrapped) {
                runOn++;
            }
            return runOn;
        }
        int name = 1;
        while (name < take && (Chars.startsLower(plan.text(free.get(name))) || Chars.isCapitals(plan.text(free.get(0))) && Chars.isCapitals(plan.text(free.get(name)))
                && plan.wrapped)) {
            name++;
        }
        return name;
    }

    private int leadingNameLines(Mark m, List<Integer> free) {
        if (free.isEmpty()) {
            return 0;
        }
        int take = 0;
        String said = m.tail();
        for (int f : free) {
            String text = plan.text(f);
            if (!Grammar.looksLikeTitle(text) || text.length() > 220) {
                break;
            }
            boolean runsOn = take > 0 || !said.isEmpty();
            boolean same = Chars.isCapitals(said.isEmpty() ? text : said) && Chars.isCapitals(text) && plan.wrapped && !plan.look(f).gap()
                    || plan.look(f).centred() && !plan.look(f).gap() && plan.wrapped;
            if (runsOn && !same && !Chars.startsLower(text)) {
                break;
            }
            take++;
            said = text;
            if (!plan.wrapped) {
                break;
            }
        }
        return take;
    }

    /** Between a name in capitals and a line in small letters after it the name ends. */
    private boolean splitName(List<Integer> free, int t) {
        String a = plan.text(free.get(t - 1));
        String b = plan.text(free.get(t));
        return Chars.isCapitals(a) && !Chars.isCapitals(b) && plan.look(free.get(t)).gap() && !Chars.startsLower(b) && place != TitlePlace.AFTER;
    }

    /** Headings over articles that no mark owns. */
    private void groups() {
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.MARK || plan.mark[i].kind() == Kind.MEMORANDUM || plan.mark[i].kind() == Kind.ANNEX) {
                continue;
            }
            int k = plan.before(i);
            // Over the article's own title.
            while (k >= 0 && plan.role[k] == Role.HEADING && plan.owner[k] == i) {
                k = plan.before(k);
            }
            int lines = 0;
            while (k >= 0 && plan.role[k] == Role.BODY && lines < 3 && Grammar.looksLikeTitle(plan.text(k)) && plan.text(k).length() < 200 && groupLike(k, i)) {
                plan.role[k] = Role.GROUP;
                lines++;
                k = plan.before(k);
            }
        }
    }

    private boolean groupLike(int k, int article) {
        int b = plan.before(k);
        if (b < 0) {
            return false;
        }
        boolean ended = plan.role[b] != Role.BODY || Chars.endsSentence(plan.text(b)) || Grammar.looksLikeTitle(plan.text(b));
        if (firstMark() >= article) {
            // Above the first article stands the front of the act.
            return FIRST_GROUP.matcher(Script.toLatin(plan.text(k))).matches();
        }
        if (plan.role[b] == Role.BODY && Quotations.leftOpen(plan.text(b))) {
            // The rest of a quoted heading.
            return false;
        }
        if (Chars.isCapitals(plan.text(k))) {
            return ended || plan.look(k).gap();
        }
        return ended && (place == TitlePlace.BEFORE || plan.look(k).centred() || plan.look(k).bold() && plan.look(k).gap() || place == TitlePlace.NONE && rightAbove(k, article));
    }

    /** "Značenje izraza / Član 2." where few articles have a title: set apart from a finished sentence, right above a number that stands alone. */
    private boolean rightAbove(int k, int article) {
        int b = plan.before(k);
        String text = plan.text(k);
        return plan.mark[article].kind() == Kind.ARTICLE && plan.mark[article].bare() && plan.before(article) == k && plan.look(k).gap() && text.length() < 80 && Chars.startsUpper(text)
                && !Labels.starts(text) && (plan.role[b] != Role.BODY || plan.text(b).endsWith("."));
    }

    private int firstMark() {
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK) {
                return i;
            }
        }
        return plan.size();
    }

    /** Roman and numbered headings inside the explanatory memorandum and the annexes. */
    private void memorandumHeadings(int[] region) {
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.BODY || region[i] != MEMO) {
                continue;
            }
            String text = plan.text(i);
            if (Grammar.romanHeading(text) instanceof Mark m && !m.quoted() && (m.separated() || plan.language.equals("sr")) && !m.bare() && (endedBefore(i) || plan.look(i).gap() || plan.role[plan.before(i)] != Role.BODY)) {
                set(i, new Mark(Kind.HEADING, "", m.number(), "", m.rest(), m.tail(), false, true), 0.8);
                continue;
            }
            Labels.Label label = Labels.read(text);
            int next = plan.after(i);
            boolean more = next < plan.size() && plan.role[next] == Role.BODY && Grammar.endsLikeSentence(plan.text(next)) || plan.look(i).bold();
            if (label != null && (label.type() == Labels.Type.NUMBER_DOT || label.type() == Labels.Type.DECIMAL)) {
                String tail = text.substring(label.end());
                if (more && tail.length() > 2 && tail.length() < 160 && Grammar.looksLikeTitle(tail) && endedBefore(i)) {
                    set(i, new Mark(Kind.HEADING, "", label.number(), "", label.end(), tail, false, true), 0.7);
                }
            } else if (label == null && text.length() < 140 && Grammar.looksLikeTitle(text) && endedBefore(i) && (Chars.isCapitals(text) || plan.look(i).bold() || Grammar.mark(text) != null)
                    && plan.fresh(i)) {
                set(i, new Mark(Kind.HEADING, "", "", "", 0, text, false, true), 0.6);
            }
        }
    }
}
