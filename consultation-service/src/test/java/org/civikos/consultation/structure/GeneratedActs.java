package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.civikos.consultation.structure.InventedAct.Item;

/**
 * Acts drawn by lot from what acts of the region look like: each seed takes a language, the words and places of its headings, its labels
 * and its traps (references at the beginning of a line, quoted articles, deleted ones, numbers with letters) and writes an act of it.
 */
final class GeneratedActs {
    private final Random random;
    private final String language;
    private final boolean cyrillic;
    private final boolean ijekavica;
    private final Words words;
    private final List<Item> items = new ArrayList<>();
    private String titles = "after";
    private String articleForm = "";
    private int paragraphs;
    private int points;
    private int divisions;

    /** What one language says; {@code %d} is the number of some article. */
    private record Words(List<String> sentences, List<String> references, List<String> titles, List<String> divisions, List<String> points, List<String> letters, List<String> articles,
            List<String> intros, List<String> last, List<String> closing) {}

    private static final Words SQ = new Words(
            List.of("Komisioni shqyrton kërkesën brenda tridhjetë (30) ditëve dhe e njofton parashtruesin me shkrim për vendimin e marrë.",
                    "Komuna mban regjistrin e kopshteve publike, i cili është i hapur për të gjithë qytetarët.",
                    "Përjashtimisht, afati mund të zgjatet edhe për pesëmbëdhjetë (15) ditë, kur natyra e çështjes e kërkon një gjë të tillë.",
                    "Ministria i publikon të dhënat në faqen e saj dhe i përditëson ato së paku një herë në tre muaj, në gjuhët zyrtare.",
                    "Mjetet sigurohen nga buxheti i komunës, nga donacionet dhe nga burime të tjera të lejuara me ligj.",
                    "Pala e pakënaqur ka të drejtë ankese në afat prej tetë (8) ditësh nga dita e pranimit të vendimit.",
                    "Drejtori emërohet për një mandat katërvjeçar, me mundësi rizgjedhjeje vetëm edhe një herë."),
            List.of("Kjo dispozitë zbatohet në pajtim me nenin %d të këtij ligji dhe me aktet e tjera në fuqi.",
                    "Neni %d i këtij ligji zbatohet përshtatshmërisht.", "Për rastet nga paragrafi 2. i nenit %d vendos Komisioni.",
                    "Tarifa përcaktohet sipas Ligjit Nr. 03/L-0%d për financat publike të kopshteve."),
            List.of("Qëllimi", "Fushëveprimi", "Përkufizimet", "Parimet themelore", "Të drejtat e vizitorëve", "Regjistri i kopshteve", "Komisioni për ankesa dhe përbërja e tij", "Financimi",
                    "Mbikëqyrja inspektuese", "Detyrat e Drejtorit", "Afatet", "Bashkëpunimi ndërkufitar me komunat fqinje", "Raportimi", "Masat ndëshkuese", "Kërkesa për leje"),
            List.of("DISPOZITAT E PËRGJITHSHME", "ORGANIZIMI DHE PËRGJEGJËSITË", "PROCEDURA", "MBIKËQYRJA DHE INSPEKTIMI", "DISPOZITAT NDËSHKIMORE", "DISPOZITAT KALIMTARE DHE PËRFUNDIMTARE"),
            List.of("emrin dhe adresën e organizatës", "dëshminë mbi regjistrimin", "planin e punës për vitin vijues", "raportin financiar, nëse ka", "pëlqimin e pronarit të tokës",
                    "numrin e vullnetarëve", "përshkrimin e kopshtit dhe të bimëve", "hartën e vendit"),
            List.of("a", "b", "c", "ç", "d", "dh", "e", "ë", "f", "g", "gj", "h"), List.of("Neni %s", "NENI %s", "Neni %s.", "Neni %s"),
            List.of("Kërkesa përmban:", "Komisioni i ka këto detyra:", "Shprehjet e përdorura kanë këto kuptime:"),
            List.of("Ky ligj hyn në fuqi pesëmbëdhjetë (15) ditë pas publikimit në Gazetën Zyrtare."),
            List.of("Nr. 09/L-9%d", "Prishtinë, 12 mars 2098", "Kryetari i Kuvendit"));

    private static final Words SR = new Words(
            List.of("Komisija razmatra zahtev u roku od trideset (30) dana i o odluci pismeno obaveštava podnosioca.",
                    "Opština vodi registar javnih bašta, koji je otvoren za sve građane i dostupan na njenoj internet stranici.",
                    "Izuzetno, rok se može produžiti za još petnaest (15) dana, kada to zahteva priroda stvari.",
                    "Ministarstvo objavljuje podatke i ažurira ih najmanje jednom u tri meseca, na službenim jezicima.",
                    "Sredstva se obezbeđuju iz budžeta opštine, iz donacija i iz drugih zakonom dozvoljenih izvora.",
                    "Nezadovoljna stranka ima pravo žalbe u roku od osam (8) dana od dana prijema rešenja.",
                    "Direktor se imenuje na četiri godine, sa mogućnošću ponovnog izbora samo još jednom."),
            List.of("Ova odredba se primenjuje u skladu sa članom %d. ovog zakona i drugim važećim aktima.", "Član %d. ovog zakona primenjuje se shodno.",
                    "U slučaju iz stava 2. člana %d. odlučuje Komisija.", "Članom %d. stav 1. tačka 2) ovog zakona propisana je naknada."),
            List.of("Svrha", "Područje primene", "Značenje izraza", "Osnovna načela", "Prava posetilaca", "Registar bašta", "Komisija za žalbe i njen sastav", "Finansiranje", "Inspekcijski nadzor",
                    "Dužnosti direktora", "Rokovi", "Prekogranična saradnja sa susednim opštinama", "Izveštavanje", "Kaznene mere", "Zahtev za dozvolu"),
            List.of("OPŠTE ODREDBE", "ORGANIZACIJA I NADLEŽNOSTI", "POSTUPAK", "NADZOR I INSPEKCIJA", "KAZNENE ODREDBE", "PRELAZNE I ZAVRŠNE ODREDBE"),
            List.of("ime i adresu organizacije", "dokaz o registraciji", "plan rada za narednu godinu", "finansijski izveštaj, ako postoji", "saglasnost vlasnika zemljišta", "broj volontera",
                    "opis bašte i biljaka", "mapu mesta"),
            List.of("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i"), List.of("Član %s.", "Član %s", "ČLAN %s.", "Članak %s."),
            List.of("Zahtev sadrži:", "Komisija obavlja sledeće poslove:", "Pojedini izrazi imaju sledeće značenje:"),
            List.of("Ovaj zakon stupa na snagu osmog dana od dana objavljivanja u „Službenom glasniku”."), List.of("Broj 110-%d/2098", "U Mitrovici, 12. marta 2098. godine", "Predsednik Skupštine"));

    private static final Words EN = new Words(
            List.of("The Commission considers the request within thirty (30) days and informs the applicant of its decision in writing.",
                    "The municipality keeps the register of public gardens, which is open to all citizens.",
                    "By way of exception, the time limit may be extended by another fifteen (15) days where the nature of the matter so requires.",
                    "The Ministry publishes the data on its page and brings them up to date at least once in three months, in the official languages.",
                    "The means come from the budget of the municipality, from donations and from other sources permitted by law.",
                    "A dissatisfied party may appeal within eight (8) days of the day of receipt of the decision.",
                    "The Director is appointed for four years and may be appointed again only once."),
            List.of("This provision is applied in accordance with Article %d of this law and other acts in force.", "Article %d of this law applies accordingly.",
                    "In the cases under paragraph 2. of Article %d the Commission decides.", "The fee is set under Article %d, paragraph 1, of the Law on Garden Finance."),
            List.of("Purpose", "Scope", "Definitions", "Basic principles", "Rights of visitors", "Register of gardens", "Complaints commission and its composition", "Financing", "Inspection",
                    "Duties of the Director", "Time limits", "Cross-border cooperation with neighbouring municipalities", "Reporting", "Penalties", "Request for a permit"),
            List.of("GENERAL PROVISIONS", "ORGANISATION AND RESPONSIBILITIES", "PROCEDURE", "SUPERVISION AND INSPECTION", "PENALTY PROVISIONS", "TRANSITIONAL AND FINAL PROVISIONS"),
            List.of("the name and address of the organisation", "proof of registration", "the work plan for the coming year", "the financial report, if any", "the consent of the owner of the land",
                    "the number of volunteers", "a description of the garden and its plants", "a map of the place"),
            List.of("a", "b", "c", "d", "e", "f", "g", "h"), List.of("Article %s", "ARTICLE %s", "Article %s.", "Article %s"),
            List.of("The request contains:", "The Commission has these duties:", "The terms used have these meanings:"),
            List.of("This law enters into force fifteen (15) days after publication in the Official Gazette."), List.of("No. 09/L-9%d", "Pristina, 12 March 2098", "President of the Assembly"));

    private GeneratedActs(long seed) {
        random = new Random(seed * 7919);
        int which = (int) (seed % 5);
        language = which < 2 ? "sq" : which < 4 ? "sr" : "en";
        cyrillic = which == 3 && random.nextInt(4) != 0;
        ijekavica = which == 2 && random.nextBoolean();
        words = language.equals("sq") ? SQ : language.equals("sr") ? SR : EN;
    }

    static InventedAct of(long seed) {
        return new GeneratedActs(seed).write(seed);
    }

    /** A law of 150 articles with some 300 paragraphs, to measure with. */
    static InventedAct long150() {
        GeneratedActs act = new GeneratedActs(5);
        act.paragraphs = 1;
        act.points = 0;
        act.add("title", "DRAFT LAW ON PUBLIC GARDENS", "");
        for (int n = 1; n <= 150; n++) {
            if (n % 25 == 1) {
                act.division(n / 25 + 1);
            }
            act.add("article", "Article " + n, EN.titles.get(n % EN.titles.size()));
            act.body(150);
            act.body(150);
        }
        return new InventedAct("150 articles", "en", "after", act.items);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void add(String tag, String text, String name) {
        items.add(new Item(tag, script(text), script(name)));
    }

    private String script(String text) {
        String said = ijekavica ? ijekavica(text) : text;
        return cyrillic ? cyrillic(said) : said;
    }

    private static String ijekavica(String text) {
        return text.replace("zahtev", "zahtjev").replace("Zahtev", "Zahtjev").replace("obavešt", "obavješt").replace("primen", "primjen").replace("mesec", "mjesec").replace("sledeć", "sljedeć")
                .replace("posetil", "posjetil").replace("mesta", "mjesta").replace("mere", "mjere").replace("rešenja", "rješenja").replace("Izvešt", "Izvješt").replace("izvešt", "izvješt")
                .replace("Predsednik", "Predsjednik").replace("obezbeđ", "obezbjeđ").replace("sused", "susjed");
    }

    private static String cyrillic(String text) {
        String out = text;
        for (String[] pair : new String[][] {{"Lj", "Љ"}, {"lj", "љ"}, {"Nj", "Њ"}, {"nj", "њ"}, {"Dž", "Џ"}, {"dž", "џ"}, {"LJ", "Љ"}, {"NJ", "Њ"}, {"DŽ", "Џ"}}) {
            out = out.replace(pair[0], pair[1]);
        }
        String latin = "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ";
        String cyr = "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ";
        StringBuilder s = new StringBuilder();
        // Roman numerals stay Latin.
        for (String word : out.splitWithDelimiters("[^\\p{L}]", 0)) {
            boolean roman = word.matches("[IVX]+") && word.length() <= 4 && (!word.equals("I") || out.matches("(?:.* )?I(?:\\.? .*|$)") && !out.contains(" I N") && !out.contains("A I "));
            for (char c : word.toCharArray()) {
                int at = roman ? -1 : latin.indexOf(c);
                s.append(at < 0 ? c : cyr.charAt(at));
            }
        }
        return s.toString();
    }

    private static String roman(int n) {
        return List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X").get(n);
    }

    private InventedAct write(long seed) {
        titles = one(List.of("after", "after", "before", "none", "inline", "brackets", "brackets-inline"));
        articleForm = one(words.articles);
        if (titles.equals("inline")) {
            articleForm = articleForm.replace(".", "") + one(List.of(" –", " -", ".", ":", " —"));
        }
        paragraphs = random.nextInt(5);
        points = random.nextInt(6);
        divisions = random.nextInt(8);
        boolean amending = random.nextInt(4) == 0;
        front();
        int number = 0;
        int chapter = 0;
        int count = 6 + random.nextInt(12);
        int perChapter = 2 + random.nextInt(3);
        int title = random.nextInt(3);
        int section = 0;
        for (int k = 0; k < count; k++) {
            if (divisions < 7 && k % perChapter == 0 && chapter < 6) {
                chapter++;
                division(chapter);
                section = 0;
            } else if (divisions == 2 && random.nextInt(3) == 0) {
                section++;
                section(section);
            }
            number++;
            String printed = String.valueOf(number);
            article(printed, words.titles.get((k + title) % words.titles.size()), k == count - 1, amending && k > 0, count);
            if (random.nextInt(9) == 0 && k < count - 1) {
                String letter = language.equals("sr") ? "a" : random.nextInt(3) == 0 ? "/1" : "A";
                article(number + letter, words.titles.get((k + title + 5) % words.titles.size()), false, false, count);
            }
        }
        if (random.nextInt(3) > 0) {
            words.closing.forEach(c -> add("closing", c.formatted(11), ""));
        }
        if (random.nextInt(3) == 0) {
            annexes();
        }
        if (random.nextInt(4) == 0) {
            memo();
        }
        return new InventedAct("generated " + seed + " " + language + (cyrillic ? " Cyrl" : "") + " titles " + titles + " div " + divisions + " par " + paragraphs + " pts " + points
                + (amending ? " amending" : ""), language, titles, items);
    }

    private void front() {
        switch (language) {
            case "sq" -> {
                if (random.nextBoolean()) {
                    add("front", "Republika e Kosovës", "");
                    add("front", "Republika Kosova - Republic of Kosovo", "");
                }
                if (random.nextBoolean()) {
                    add("title", "PROJEKTLIGJI PËR KOPSHTET PUBLIKE", "");
                    add("preamble", "Në mbështetje të nenit 65 (1) të Kushtetutës së Republikës së Kosovës,", "");
                    add("preamble", "Kuvendi i Republikës së Kosovës miraton:", "");
                } else {
                    add("preamble", "Kuvendi i Republikës së Kosovës;", "");
                    add("preamble", "Në mbështetje të nenit 65 (1) të Kushtetutës së Republikës së Kosovës,", "");
                    add("preamble", "Miraton:", "");
                    add("title", "LIGJ PËR KOPSHTET PUBLIKE", "");
                }
            }
            case "sr" -> {
                if (random.nextBoolean()) {
                    add("preamble", "Na osnovu člana 65. stav 1. Ustava, Skupština donosi", "");
                }
                add("title", "ZAKON O JAVNIM BAŠTAMA", "");
            }
            default -> {
                add("title", "DRAFT LAW ON PUBLIC GARDENS", "");
                if (random.nextBoolean()) {
                    add("preamble", "Pursuant to Article 65 (1) of the Constitution of the Republic of Kosovo,", "");
                    add("preamble", "The Assembly of the Republic of Kosovo adopts:", "");
                }
            }
        }
    }

    private void division(int n) {
        String name = words.divisions.get((n - 1) % words.divisions.size());
        String r = roman(n);
        switch (language) {
            case "sq" -> {
                switch (divisions) {
                    case 0, 2 -> add("chapter", "KREU " + r, name);
                    case 1 -> add("chapter", "KAPITULLI " + r + " - " + name, "");
                    case 3 -> add("chapter", "Kapitulli " + r, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
                    case 4 -> add("chapter", "KREU " + List.of("I PARË", "I DYTË", "I TRETË", "I KATËRT", "I PESTË", "I GJASHTË").get(n - 1), name);
                    case 5 -> add("part", "PJESA " + r, name);
                    default -> add("chapter", r + ". " + name, "");
                }
            }
            case "sr" -> {
                switch (divisions) {
                    case 0, 2 -> add("chapter", "GLAVA " + r, name);
                    case 1 -> add("chapter", "POGLAVLJE " + r + " - " + name, "");
                    case 3 -> add("chapter", r + " POGLAVLJE", name);
                    case 4 -> add("chapter", "Glava " + List.of("prva", "druga", "treća", "četvrta", "peta", "šesta").get(n - 1), name);
                    case 5 -> add("part", List.of("PRVI", "DRUGI", "TREĆI", "ČETVRTI", "PETI", "ŠESTI").get(n - 1) + " DEO", name);
                    default -> add("chapter", r + ". " + name, "");
                }
            }
            default -> {
                switch (divisions) {
                    case 0, 2 -> add("chapter", "CHAPTER " + r, name);
                    case 1 -> add("chapter", "CHAPTER " + r + " - " + name, "");
                    case 3 -> add("chapter", "Chapter " + n, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
                    case 4 -> add("part", "PART " + List.of("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX").get(n - 1), name);
                    case 5 -> add("part", "Part " + r, name);
                    default -> add("chapter", r + ". " + name, "");
                }
            }
        }
    }

    private void section(int n) {
        switch (language) {
            case "sq" -> add("section", "SEKSIONI " + n, "RREGULLA TË VEÇANTA");
            case "sr" -> add("section", "Odeljak " + n + ".", "Posebna pravila");
            default -> add("section", "SECTION " + n, "SPECIAL RULES");
        }
    }

    private void article(String number, String title, boolean last, boolean amends, int count) {
        boolean deleted = !last && random.nextInt(20) == 0;
        String line = articleForm.formatted(number);
        if (deleted) {
            String word = language.equals("sq") ? one(List.of("Shfuqizuar", "Fshihet")) : language.equals("sr") ? "brisan" : "deleted";
            add("gone", articleForm.formatted(number).replaceAll("[ :–—-]+$", "").replaceAll("\\.$", language.equals("sr") ? "." : "") + " (" + word + ")", word);
            return;
        }
        add("article", line, titles.equals("none") ? "" : title);
        if (titles.equals("none") && line.matches(".*[–—:-]$")) {
            throw new IllegalStateException(line);
        }
        if (last) {
            add("=", one(words.last), "");
        } else if (amends && random.nextInt(3) > 0) {
            amendment(number);
        } else {
            body(count);
        }
    }

    private String sentence(int count) {
        return random.nextInt(4) == 0 ? one(words.references).formatted(1 + random.nextInt(count)) : one(words.sentences);
    }

    private void body(int count) {
        int n = 1 + random.nextInt(4);
        for (int p = 1; p <= n; p++) {
            String label = switch (paragraphs) {
                case 0 -> "";
                case 1 -> p + ". ";
                case 2 -> "(" + p + ") ";
                case 3 -> n == 1 ? "" : p + ". ";
                default -> "";
            };
            if (random.nextInt(3) == 0) {
                add("=", label + one(words.intros), "");
                points(p, label.isEmpty());
            } else {
                add("=", label + sentence(count) + (random.nextInt(3) == 0 ? " " + sentence(count) : ""), "");
            }
        }
    }

    private void points(int p, boolean plain) {
        int n = 2 + random.nextInt(5);
        for (int k = 1; k <= n; k++) {
            String label = switch (points) {
                case 0 -> plain ? k + ") " : p + "." + k + ". ";
                case 1 -> words.letters.get(k - 1) + ") ";
                case 2 -> "- ";
                case 3 -> k + ") ";
                case 4 -> plain ? "(" + words.letters.get(k - 1) + ") " : p + "." + k + " ";
                default -> words.letters.get(k - 1) + ") ";
            };
            String text = words.points.get((p + k) % words.points.size());
            add("=", label + text + (k == n ? "." : k == n - 1 && random.nextBoolean() ? Map.of("sq", "; dhe", "sr", "; i", "en", "; and").get(language) : one(List.of(";", ";", ","))), "");
            if (points == 0 && !plain && random.nextInt(5) == 0) {
                add("=", p + "." + k + ".1. " + words.points.get((p + k + 3) % words.points.size()) + ";", "");
                add("=", p + "." + k + ".2. " + words.points.get((p + k + 4) % words.points.size()) + ".", "");
            }
        }
    }

    private void amendment(String number) {
        int n = 3 + random.nextInt(30);
        boolean title = random.nextBoolean();
        String open = one(List.of("“", "„", "\"", "«"));
        String close = open.equals("«") ? "»" : open.equals("\"") ? "\"" : "”";
        switch (language) {
            case "sq" -> add("=", random.nextBoolean() ? "Neni " + n + " i ligjit bazik ndryshohet dhe ka këtë përmbajtje:" : "Pas nenit " + n + " të ligjit bazik shtohet neni " + n + "A, si në vijim:", "");
            case "sr" -> add("=", random.nextBoolean() ? "Član " + n + ". menja se i glasi:" : "Posle člana " + n + ". dodaje se član " + n + "a, koji glasi:", "");
            default -> add("=", random.nextBoolean() ? "Article " + n + " of the basic law is replaced by the following:" : "After Article " + n + " a new Article " + n + "A is inserted, as follows:", "");
        }
        String word = language.equals("sq") ? "Neni " + n : language.equals("sr") ? "Član " + n + "." : "Article " + n;
        add(">", open + word, "");
        if (title) {
            add(">", one(words.titles), "");
        }
        int lines = 1 + random.nextInt(3);
        for (int k = 1; k <= lines; k++) {
            add(">", (lines > 1 ? k + ". " : "") + one(words.sentences) + (k == lines ? close : ""), "");
        }
    }

    private void annexes() {
        int n = 1 + random.nextInt(2);
        for (int k = 1; k <= n; k++) {
            String word = language.equals("sq") ? one(List.of("SHTOJCA", "ANEKSI")) : language.equals("sr") ? "PRILOG" : "ANNEX";
            add("annex", word + " " + (random.nextBoolean() ? roman(k) : String.valueOf(k)), language.equals("sq") ? "Formulari i kërkesës" : language.equals("sr") ? "Obrazac zahteva" : "Form of the request");
            add("=", one(words.sentences), "");
            add("=", one(words.sentences), "");
        }
    }

    private void memo() {
        add("memo", language.equals("sq") ? "MEMORANDUM SHPJEGUES" : language.equals("sr") ? "OBRAZLOŽENJE" : "EXPLANATORY MEMORANDUM", "");
        add("mhead", language.equals("sq") ? "I. Hyrje" : language.equals("sr") ? "I. Ustavni osnov" : "I. Introduction", "");
        add("=", one(words.sentences), "");
        add("=", language.equals("sq") ? "Neni 1 përcakton qëllimin e ligjit." : language.equals("sr") ? "Članom 1. uređuje se predmet zakona." : "Article 1 sets out the purpose of the law.", "");
    }
}
