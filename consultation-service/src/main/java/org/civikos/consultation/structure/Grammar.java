package org.civikos.consultation.structure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The heading words of the three languages, and what may stand around them. Looks at the beginning of a line only. */
final class Grammar {
    private static final int LOOK_AT = 400;
    private static final String ARTICLE_SQ = "neni";
    private static final String ARTICLE_SR = "članak|član|clan";
    private static final String ARTICLE_EN = "article";
    /** Older Albanian acts, and some in English, write "Art. 5"; statutes in Serbian "Čl. 5". */
    private static final String ARTICLE_SHORT = "(?:art|" + Script.both("čl") + ")(?=\\.)";
    private static final String CHAPTER_SQ = "kreu|kapitulli|kapitull";
    private static final String CHAPTER_SR = "glava|poglavlje";
    private static final String PART_SQ = "pjesa|titulli|libri";
    private static final String PART_SR = "deo|dio|knjiga|naslov";
    private static final String PART_EN = "part|title|book";
    private static final String SECTION_SQ = "nënkreu|nënkapitulli|nënseksioni|seksioni|seksion";
    private static final String SECTION_SR = "pododeljak|pododjeljak|odeljak|odjeljak|pododsek|pododsjek|odsek|odsjek|sekcija";
    private static final String SECTION_EN = "sub-?section|section";
    private static final String ANNEX_SQ = "shtojca|shtojcë|aneksi|aneks|apendiksi";
    private static final String ANNEX_SR = "prilog|dodatak";
    private static final String ANNEX_EN = "annex|appendix|schedule";
    private static final String SUFFIX = "A-Za-zçëÇËčćšžđČĆŠŽĐА-Яа-яЂЈЉЊЋЏђјљњћџ";
    private static final String QUOTE = "([\"“”„‟«»‘’‚'″]?\\s*)";

    private static final Pattern ARTICLE = Pattern.compile("^" + QUOTE + "(?<word>(?:" + ARTICLE_SQ + "|" + Script.both(ARTICLE_SR) + "|" + ARTICLE_EN
            + "|" + ARTICLE_SHORT + ")\\.?)\\s*(?:nr\\.?\\s*)?(?<number>\\d{1,4}(?:\\s?(?:bis|ter|quater|quinquies)(?!\\p{L})|\\s?/\\s?(?:\\d{1,3}|[" + SUFFIX + "](?![" + SUFFIX + "]))|[-–][" + SUFFIX + "](?![" + SUFFIX + "])|[" + SUFFIX + "]{1,2}(?![" + SUFFIX
            + "])|\\s[" + SUFFIX + "](?=\\s?[.:]?\\s*(?:$|[-–(])))?|[IVXLC]{1,7}(?![\\p{L}\\d]))(?!\\d)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final String NUMBER = "(?<number>(?:[ie]\\s+)?(?:" + Script.both(Numerals.ordinalPattern()) + ")(?!\\p{L})|[IVXLCІХ]{1,8}(?:[-/.]?[A-Z])?(?![\\p{L}\\d])|\\d{1,3}(?:[.]\\d{1,2})?[a-zA-Z]?(?![\\p{L}\\d])|[A-HА-Г](?![\\p{L}\\d]))";
    private static final String NUMBER_FIRST = "(?<first>(?:" + Script.both(Numerals.ordinalPattern()) + ")|[IVXLC]{1,8}\\.?|\\d{1,2}\\.)";
    private static final Pattern DIVISION = division("(?<word>" + Script.both(CHAPTER_SR + "|" + PART_SR + "|" + SECTION_SR) + "|" + CHAPTER_SQ + "|" + PART_SQ + "|"
            + SECTION_SQ + "|chapter|" + PART_EN + "|" + SECTION_EN + ")\\s*(?:nr\\.?\\s*)?" + NUMBER);
    private static final Pattern DIVISION_NUMBER_FIRST = division(NUMBER_FIRST + "\\s+(?<word>" + Script.both(CHAPTER_SR + "|deo|dio|odeljak|odjeljak|odsek|odsjek")
            + "|" + CHAPTER_SQ + "|pjesa|seksioni|chapter|part|section)(?!\\p{L})");
    private static final Pattern ANNEX = Pattern.compile("^" + QUOTE + "(?<word>" + Script.both(ANNEX_SR) + "|" + ANNEX_SQ + "|" + ANNEX_EN
            + ")(?!\\p{L})\\s*(?:(?:nr|br|no)\\.?\\s*)?(?<number>[IVXLC]{1,8}(?![\\p{L}\\d])|\\d{1,3}[a-zA-Z]?(?![\\p{L}\\d])|[A-ZА-Ш](?![\\p{L}\\d]))?", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ROMAN_HEADING = Pattern.compile("^" + QUOTE + "(?<number>[IVXLCХІ]{1,7}|[IVX]{1,5}[a-d])\\s?(?<mark>[.)\\-–—:]{0,2})(?:\\s+(?<tail>\\S.*))?$");
    private static final Pattern MEMORANDUM = Pattern.compile("^" + QUOTE + "(?<word>(?:[IVX]{1,4}\\.?\\s+)?(?:" + Script.both("obrazloženje|obrazlozenje")
            + "|memorandum(?:i)?\\s+shpjegues|memorandum(?:i)?\\s+arsyetues|relacion(?:i)?(?:\\s+shpjegues)?|raport(?:i)?\\s+shpjegues|shënim(?:i)?\\s+shpjegues|arsyetim(?:i)?|explanatory\\s+(?:memorandum|note|report|statement)))(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern MEMORANDUM_OF = Pattern.compile("(?iu)^(?:(?:uz|zakona|uredbe|pravilnika|odluke|predloga|nacrta|prijedloga|за|уз|закона|уредбе|правилника|одлуке|предлога|нацрта|предлог|нацрт|predlog|nacrt"
            + "|për|i|të|mbi|of|to|on|for|accompanying)(?!\\p{L}).*)?$");
    private static final Pattern SEPARATOR = Pattern.compile("^[⁰¹²³⁴⁵⁶⁷⁸⁹*\\s]*(?<mark>[.:)\\]]{0,2}\\s*[-–—:.]{0,2})[⁰¹²³⁴⁵⁶⁷⁸⁹\\s]*");
    private static final Pattern ABBREVIATION = Pattern.compile("(?iu)(?:^|[\\s.(])(?:sl|dr|tj|etj|etc|br|nr|no|st|čl|al|art|p\\.k|sh\\.p\\.k|sh\\.a|d\\.o\\.o|d\\.d|a\\.d|сл|др|тј|бр|ст|чл)\\.$");
    /** "Articles 11-13": a reference to several, with the word for one. */
    private static final Pattern RANGE = Pattern.compile("^\\.?\\s*[-–—]\\s*\\d");
    /** What stands in the place of a deleted article, written small. */
    private static final Pattern DELETED = Pattern.compile("(?iu)^(?:(?:i|e|është|eshte|je|is)\\s+)?(?:shfuqizuar|fshirë|hequr|" + Script.both("brisan|izbrisan|prestao da važi") + "|deleted|repealed|omitted)(?!\\p{L})[^.;:]{0,80}$");
    private static final Pattern COMMON_TITLE = Pattern.compile("(?iu)(?:hyrja në fuqi|fusha e (?:zbatimit|veprimit)|stupanje na snagu|značenje izraza|entry into force|scope of application)\\.");
    private static final Pattern DASHED = Pattern.compile("^[-–—]\\s+\\p{Lu}{3}");
    private static final Pattern LEADERS = Pattern.compile("(?:\\.{4,}|…{2,}|(?:\\. ){4,}|_{4,}|·{4,})\\s*\\d{0,4}\\s*$");

    private Grammar() {}

    private static Pattern division(String body) {
        return Pattern.compile("^" + QUOTE + body, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The heading that the line begins like, or null. Whether it is one, the text around it decides. */
    static @Nullable Mark mark(String line) {
        String text = line.length() > LOOK_AT ? line.substring(0, LOOK_AT) : line;
        if (text.isEmpty() || hasLeaders(text)) {
            return null;
        }
        if (!mayBegin(text)) {
            return null;
        }
        Matcher m = ARTICLE.matcher(text);
        if (m.find()) {
            return articleMark(line, m);
        }
        m = DIVISION.matcher(text);
        if (m.find()) {
            return divisionMark(line, m, "number");
        }
        m = DIVISION_NUMBER_FIRST.matcher(text);
        if (m.find()) {
            return divisionMark(line, m, "first");
        }
        m = MEMORANDUM.matcher(text);
        if (m.find()) {
            return memorandumMark(line, m);
        }
        m = ANNEX.matcher(text);
        if (m.find()) {
            return annexMark(line, m);
        }
        return null;
    }

    /** Headings begin with a capital or a digit; most lines of running text are done with here. */
    private static boolean mayBegin(String text) {
        for (int i = 0; i < Math.min(text.length(), 12); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                return Character.isUpperCase(c);
            }
            if (Character.isDigit(c)) {
                return true;
            }
        }
        return false;
    }

    /** A Roman numeral as a heading: {@code II. Name}, {@code III}, {@code IV - NAME}. */
    static @Nullable Mark romanHeading(String line) {
        if (line.length() > 260) {
            return null;
        }
        Matcher m = ROMAN_HEADING.matcher(line);
        if (!m.matches() || Numerals.roman(m.group("number").replaceAll("[a-d]$", "")) < 0) {
            return null;
        }
        String tail = m.group("tail") == null ? "" : m.group("tail");
        if (!tail.isEmpty() && !Chars.startsUpper(tail) || endsLikeSentence(tail)) {
            return null;
        }
        boolean marked = !m.group("mark").isEmpty();
        return new Mark(Kind.CHAPTER, "", m.group("number"), "", tail.isEmpty() ? line.length() : m.start("tail"), tail, !m.group(1).isBlank(), marked);
    }

    static boolean hasLeaders(String text) {
        return text.length() > 5 && LEADERS.matcher(text.length() > LOOK_AT ? text.substring(text.length() - LOOK_AT) : text).find();
    }

    private static @Nullable Mark articleMark(String line, Matcher m) {
        String word = m.group("word");
        if (!Character.isUpperCase(word.charAt(0))) {
            return null;
        }
        String number = m.group("number").replaceAll("\\s", "");
        String plain = Script.toLatin(word).toLowerCase(Locale.ROOT).replace(".", "");
        String language = plain.equals("neni") ? "sq" : plain.equals("article") ? "en" : plain.equals("art") ? "" : "sr";
        boolean joined = m.end("word") == m.start("number");
        if (joined && !number.matches("\\d.*")) {
            return null;
        }
        return finish(line, m, m.end("number"), Kind.ARTICLE, plain, number, language);
    }

    private static @Nullable Mark divisionMark(String line, Matcher m, String group) {
        String word = m.group("word");
        if (!Character.isUpperCase(word.charAt(0)) && !(group.equals("first") && Character.isUpperCase(m.group(group).charAt(0)))) {
            return null;
        }
        String plain = Script.toLatin(word).toLowerCase(Locale.ROOT);
        String number = m.group(group).replaceAll("\\.$", "").strip();
        boolean letter = number.length() == 1 && number.matches("\\p{L}") && Numerals.roman(number) < 0;
        if (letter && !(plain.matches(SECTION_EN + "|" + PART_EN + "|" + SECTION_SQ + "|" + SECTION_SR + "|pjesa|deo|dio") && Character.isUpperCase(number.charAt(0)))) {
            return null;
        }
        Kind kind = plain.matches(CHAPTER_SQ + "|" + CHAPTER_SR + "|chapter") ? Kind.CHAPTER
                : plain.matches(PART_SQ + "|" + PART_SR + "|" + PART_EN) ? Kind.PART : Kind.SECTION;
        String language = plain.matches("chapter|" + PART_EN + "|" + SECTION_EN) ? "en"
                : plain.matches(CHAPTER_SR + "|" + PART_SR + "|" + SECTION_SR) ? "sr" : "sq";
        int end = group.equals("first") ? m.end("word") : m.end("number");
        return finish(line, m, end, kind, plain, number, language);
    }

    private static @Nullable Mark annexMark(String line, Matcher m) {
        String word = m.group("word");
        String plain = Script.toLatin(word).toLowerCase(Locale.ROOT);
        if (!Character.isUpperCase(word.charAt(0))) {
            return null;
        }
        String language = plain.matches(ANNEX_EN) ? "en" : plain.matches(ANNEX_SQ) ? plain.equals("aneks") ? "" : "sq" : "sr";
        String number = m.group("number") == null ? "" : m.group("number");
        int end = number.isEmpty() ? m.end("word") : m.end("number");
        Mark mark = finish(line, m, end, Kind.ANNEX, plain, number, language);
        if (mark == null || mark.bare() || Chars.isCapitals(line) && line.length() < 200) {
            return mark;
        }
        if (line.length() > 200 || endsLikeSentence(line)) {
            return null;
        }
        return mark.separated() || !number.isEmpty() ? mark : null;
    }

    private static @Nullable Mark memorandumMark(String line, Matcher m) {
        String word = m.group("word");
        String tail = line.substring(m.end("word")).strip();
        boolean heading = tail.isEmpty() || tail.equals(":") || Chars.isCapitals(line)
                || MEMORANDUM_OF.matcher(tail).matches() && line.length() <= 250 && Chars.startsUpper(word);
        if (!heading || line.length() > 400 || endsLikeSentence(line) && !tail.equals(":")) {
            return null;
        }
        String plain = Script.toLatin(word).toLowerCase(Locale.ROOT);
        String language = plain.contains("obrazlo") ? "sr" : plain.contains("explanatory") ? "en" : "sq";
        if (plain.startsWith("arsyetim") && !Chars.isCapitals(word) && !tail.isEmpty()) {
            return null;
        }
        return new Mark(Kind.MEMORANDUM, plain, "", language, 0, line, !m.group(1).isBlank(), false);
    }

    private static @Nullable Mark finish(String line, Matcher m, int end, Kind kind, String word, String number, String language) {
        Matcher separator = SEPARATOR.matcher(line).region(end, line.length());
        int rest = end;
        boolean separated = false;
        if (separator.find()) {
            rest = separator.end();
            separated = !separator.group("mark").isBlank();
        }
        String tail = line.substring(rest).strip();
        if (kind == Kind.ARTICLE && RANGE.matcher(line.substring(end)).find()) {
            return null;
        }
        if (kind == Kind.ARTICLE && tail.matches("[\"“”„«»]?[.;,]?")) {
            // A closing quotation mark alone: the end of a quoted heading.
            tail = "";
        }
        if (!tail.isEmpty()) {
            char c = tail.charAt(0);
            boolean roomy = rest > end;
            if (Character.isLowerCase(c) && !(kind == Kind.ARTICLE && DELETED.matcher(tail).matches()) || c == ',' || c == ';' || Character.isDigit(c) && kind == Kind.ARTICLE && !separated || !roomy && c != '(' && c != '[') {
                return null;
            }
            if (c == '(' && tail.matches("\\(\\d{1,3}\\).{0,3}\\p{Ll}.*")) {
                return null;
            }
            if (kind != Kind.ARTICLE && kind != Kind.ANNEX && endsLikeSentence(tail) && !Chars.isCapitals(tail)) {
                return null;
            }
        }
        boolean quoted = !m.group(1).isBlank();
        return new Mark(kind, word, number, language, Math.min(rest, line.length()), tail, quoted, separated);
    }

    /** Ends with a full stop, semicolon, colon or comma, an abbreviation's stop set aside. */
    static boolean endsLikeSentence(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int end = text.length() - 1;
        // The reference to a note stands behind the stop.
        while (end > 0 && Chars.isSuperscript(text.charAt(end))) {
            end--;
        }
        if (end < text.length() - 1) {
            return endsLikeSentence(text.substring(0, end + 1));
        }
        char c = text.charAt(end);
        if (c == ';' || c == ':' || c == ',') {
            return true;
        }
        return c == '.' && !ABBREVIATION.matcher(text).find() && !Chars.isCapitals(text);
    }

    /** One word with a stop, or one of the titles that every act has. A sentence of three words is a sentence. */
    static boolean stoppedTitle(String text) {
        return text.endsWith(".") && fewWords(text) && (text.indexOf(' ') < 0 || COMMON_TITLE.matcher(Script.toLatin(text)).matches());
    }

    /** Four words at most, the first in a capital. */
    static boolean fewWords(String text) {
        return text.length() < 50 && Chars.startsUpper(text) && text.split(" ").length <= 4;
    }

    /** What may be the title of an article or the name of a chapter: short, begins large, does not end as a sentence. */
    static boolean looksLikeTitle(String printed) {
        // "– PRELAZNE ODREDBE": some acts put a dash before what stands over articles.
        String text = DASHED.matcher(printed).find() && Chars.isCapitals(printed) ? printed.substring(1).strip() : printed;
        if (text.length() > 240 || text.isEmpty() || !Chars.hasLetter(text) || endsLikeSentence(text)) {
            return false;
        }
        char c = text.charAt(0);
        if (c == '(') {
            return text.length() > 4 && Character.isUpperCase(text.charAt(1)) || text.endsWith(")");
        }
        return (Chars.startsUpper(text) || Chars.isOpeningQuote(c)) && !Labels.starts(text);
    }
}
