package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** What a document is by what it is called, in Albanian, Serbian of both scripts and English: labels of pages, and names of files where a label says nothing. */
final class DocumentNames {

    /** Labels of documents that come after the draft: reports on the consultation. */
    private static final List<String> REPORTS = List.of("raporti final", "raport final", "final report", "konacni izvestaj", "zavrsni izvestaj", "raporti i konsultimit");
    /** Labels of a version that takes the place of one before it. */
    private static final List<String> UPDATED = List.of("versioni i azhurnuar", "versioni i perditesuar", "drafti i perditesuar", "azurirana verzija", "updated version", "updated draft");
    /** Beginnings of words by which a document is called that lies beside a draft. */
    private static final List<String> BESIDE = List.of("memorandum", "obrazlozenj", "explanatory", "shpjegim", "shpjegues", "objasnjenj", "relacion", "deklarat", "izjav", "declaration", "statement", "ndikimi financiar",
            "ndikimit financiar", "ndikimi buxhetor", "finansijski uticaj", "fiskal", "fiscal", "financial", "financiar", "finansijsk", "budget impact", "aneks", "shtojc", "prilog", "annex", "appendix", "dodatak", "formular",
            "forma per", "obrazac", "form for", "tabel", "table", "koment", "comment", "matric", "matrix", "template", "shabllon", "permbledhj", "permbledhes", "sazetak", "rezime", "summary", "vendim", "odluk", "decision", "ftes", "poziv", "invitation",
            "njoftim", "obavest", "obavjest", "notice", "announcement", "shpallj", "oglas", "call for", "thirrj", "opinion", "mendim", "misljenj", "lista kontrollues", "kontrolna lista", "checklist", "agjend", "dnevni red", "agenda",
            "vleresimi i ndikimit", "procena uticaja", "procjena uticaja", "impact assessment", "ex ante", "raport", "izvestaj", "izvjestaj", "report", "procesverbal", "zapisnik", "minutes", "pyetesor", "upitnik", "questionnaire", "prezantim",
            "prezentacij", "presentation", "letr", "letter", "dopis", "pismo");
    /** Said anywhere in a name of the law that is to be changed. */
    private static final List<String> IN_FORCE = List.of("ne fuqi", "vazec", "in force", "ekzistues", "na snazi");
    private static final List<String> CONCEPT = List.of("koncept", "concept");
    /** Beginnings of words by which the draft itself is called. */
    private static final List<String> DRAFT = List.of("projekt", "draft", "nacrt", "predlog", "ligj", "zakon", "law", "rregullor", "pravilnik", "uredb", "regulation", "udhezim", "uputstv", "instruction", "strategj",
            "strategij", "strategy", "program", "plan", "kod", "code", "statut", "teksti", "tekst", "text of");
    private static final Set<String> ALBANIAN = Set.of("sq", "alb", "shq", "shqip", "albanian", "albanski");
    private static final Set<String> SERBIAN = Set.of("sr", "srb", "ser", "srp", "srpski", "serbisht", "serbian");
    private static final Set<String> ENGLISH = Set.of("en", "eng", "english", "anglisht", "engleski");

    private DocumentNames() {
    }

    /** What it is, the likeliest text of the draft first. */
    enum Role {
        /** The draft, by its name. */
        DRAFT,
        /** Its name says nothing. */
        UNKNOWN,
        /** Something that lies beside a draft: a memorandum, a form, an invitation. */
        BESIDE,
        /** A report on the consultation, which is never the draft. */
        REPORT
    }

    /** @param kind the kind of act: a concept document lies beside a law, and is the draft of another consultation */
    static Role role(String label, String fileName, String kind) {
        String folded = Letters.fold(label);
        if (REPORTS.stream().anyMatch(folded::startsWith)) {
            return Role.REPORT;
        }
        Role role = byWords(String.join(" ", Letters.words(label)), kind);
        return role == Role.UNKNOWN ? byWords(String.join(" ", Letters.words(fileName.replaceFirst("\\.[A-Za-z0-9]{1,5}$", ""))), kind) : role;
    }

    private static Role byWords(String words, String kind) {
        if (IN_FORCE.stream().anyMatch(words::contains)) {
            return Role.BESIDE;
        }
        boolean concept = kind.equals("concept-document");
        List<String> beside = concept ? BESIDE : joined(BESIDE, CONCEPT);
        int draft = first(words, concept ? joined(DRAFT, CONCEPT) : DRAFT);
        int other = first(words, beside);
        // "Memorandum on the draft law" is a memorandum, "draft law with its memorandum" a draft law: what it is stands first.
        return draft < 0 && other < 0 ? Role.UNKNOWN : other < 0 || draft >= 0 && draft <= other ? Role.DRAFT : Role.BESIDE;
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Where the first of them begins a word; -1 where none does. */
    private static int first(String words, List<String> beginnings) {
        int first = -1;
        for (String beginning : beginnings) {
            int at = (" " + words).indexOf(" " + beginning);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }

    /** Whether it takes the place of a version before it. */
    static boolean isUpdate(String label) {
        String folded = Letters.fold(label);
        return UPDATED.stream().anyMatch(folded::startsWith);
    }

    /** The language that a name says the document is in; {@code null} where it says none. */
    static @Nullable String language(String label, String fileName) {
        List<String> words = new ArrayList<>(Letters.words(label));
        words.addAll(Letters.words(Pattern.compile("(?<=[a-z])(?=[A-Z])").matcher(fileName).replaceAll(" ").toLowerCase(Locale.ROOT)));
        for (String word : words) {
            if (ALBANIAN.contains(word)) {
                return "sq";
            }
            if (SERBIAN.contains(word)) {
                return "sr";
            }
            if (ENGLISH.contains(word)) {
                return "en";
            }
        }
        return null;
    }

    /** Whether acts of that kind have articles, so that a document without any is hardly one. */
    static boolean hasArticles(String kind) {
        return kind.equals("law") || kind.equals("regulation") || kind.equals("administrative-instruction") || kind.equals(Institutions.OTHER);
    }
}
