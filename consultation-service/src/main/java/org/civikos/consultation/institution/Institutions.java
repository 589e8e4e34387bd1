package org.civikos.consultation.institution;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/** The institutions as they are kept now, and the words that fields and kinds of acts go by. Everything that names an institution asks here, each time anew. */
public final class Institutions {

    /** Where nothing better is known. */
    public static final String OTHER = "other";
    /** What stands in place of an institution for the network's own documents. */
    public static final Institution NETWORK = new Institution("network", Map.of("sq", "Rrjeti", "sr", "Mreža", "en", "The network"), List.of(), List.of(), List.of("civil-society"), null, null, null);
    /** Every kind of act that the contracts know. */
    public static final Set<String> ACT_KINDS = Set.of("law", "concept-document", "regulation", "administrative-instruction",
            "strategy", "programme", "action-plan", "other");

    private static final Set<String> CONNECTING = Set.of("e", "i", "te", "se", "dhe", "per", "of", "the", "and", "for", "u", "za", "o");
    /** In this order: an instruction on the implementation of a law is an instruction, for it stands first in its title. */
    private static final Map<String, List<String>> KIND_STEMS = kindStems();
    private static final int MOST_FIELDS = 4;

    private final Map<String, List<String>> fieldStems;
    private final Clock clock;
    private volatile Known known;

    /** @param version of the table, 0 as it came with the system */
    private record Known(long version, Map<String, Institution> byId, List<Words> words) {

        static Known of(long version, List<Institution> institutions) {
            Map<String, Institution> byId = new LinkedHashMap<>();
            institutions.forEach(one -> byId.put(one.id(), one));
            return new Known(version, byId, institutions.stream().map(Words::of).toList());
        }
    }

    /** What drafts call an institution, by each of its names. */
    private record Words(Institution institution, Set<String> initials, List<List<String>> stems) {

        private static final int FEWEST = 2;

        static Words of(Institution one) {
            Set<String> initials = new LinkedHashSet<>(one.initials());
            one.formerNames().forEach(name -> initials.addAll(name.initials()));
            Stream<String> names = Stream.concat(Stream.of(one.names()), one.formerNames().stream().map(FormerName::names)).flatMap(each -> each.values().stream());
            List<List<String>> stems = Stream.concat(one.stems().stream().map(Institutions::content),
                    // One word alone, such as "Agency", would be found in the titles of everybody.
                    names.flatMap(name -> cases(content(stem(name)))).filter(words -> words.size() >= FEWEST)).distinct().toList();
            return new Words(one, initials, stems);
        }

        /** A word of four letters loses none, and so would be found in one case alone: zyra, of the zyre. */
        private static Stream<List<String>> cases(List<String> words) {
            return Stream.of(words, words.stream().map(word -> word.length() == 4 && word.endsWith("a") ? word.substring(0, 3) + "e" : word).toList());
        }
    }

    Institutions(List<Institution> institutions, Map<String, List<String>> fieldStems, Clock clock) {
        this.fieldStems = fieldStems;
        this.clock = clock;
        this.known = Known.of(0, institutions);
        Map<String, Institution> byId = known.byId();
        for (Institution institution : institutions) {
            for (String predecessor : institution.predecessors()) {
                if (!byId.containsKey(predecessor)) {
                    throw new IllegalArgumentException("Institution " + institution.id() + " follows one that is not in the table: " + predecessor);
                }
            }
        }
    }

    /** As they come with the system. */
    public static Institutions load(Clock clock) {
        return new Institutions(InstitutionFile.institutions(), InstitutionFile.fields(), clock);
    }

    /** From now on everything goes by these. */
    void follow(long version, List<Institution> institutions) {
        known = Known.of(version, institutions);
    }

    /** Of the table, which grows with each change; 0 as it came with the system. */
    public long version() {
        return known.version();
    }

    /** How each word of a name begins, whatever its case is; what stands in brackets is another name. */
    static String stem(String name) {
        return content(name.replaceFirst("\\s*\\(.*", "")).stream().map(word -> {
            String bare = word.replaceFirst("[aeiou]+$", "");
            return bare.length() > 3 ? bare : word;
        }).collect(Collectors.joining(" "));
    }

    public List<Institution> all() {
        return List.copyOf(known.byId().values());
    }

    public Optional<Institution> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : known.byId().get(id));
    }

    /** The institution, or the entry for others where the table has lost it. */
    public Institution orOther(String id) {
        return id.equals(NETWORK.id()) ? NETWORK : find(id).orElseGet(() -> find(OTHER).orElseThrow());
    }

    /** It and everything whose work it took over, so that a search by today's name finds what was published under yesterday's. */
    public Set<String> withPredecessors(String id) {
        Set<String> all = new LinkedHashSet<>();
        collect(id, all);
        return all;
    }

    private void collect(String id, Set<String> all) {
        if (all.add(id)) {
            find(id).ifPresent(one -> one.predecessors().forEach(predecessor -> collect(predecessor, all)));
        }
    }

    /** Those that took over its work. */
    public List<Institution> successors(String id) {
        return known.byId().values().stream().filter(one -> one.predecessors().contains(id)).toList();
    }

    /** Who publishes today what it published: itself while there is one, else the one that took its place, where there is exactly one. */
    public String today(String id) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        String at = id;
        Set<String> seen = new HashSet<>();
        while (seen.add(at) && find(at).filter(one -> one.endedBefore(day)).isPresent()) {
            List<Institution> next = successors(at);
            if (next.size() != 1) {
                return id;
            }
            at = next.getFirst().id();
        }
        return at;
    }

    /** Every field of activity. */
    public Set<String> fields() {
        return fieldStems.keySet();
    }

    /**
     * Who publishes: by initials in the title, then by names in title, description and the officer's address, former names too. Of two that are named alike it
     * is the one that there is today, then the one whose name says more.
     *
     * @param officer the officer's e-mail address, of which only the host below the government's own domain says something
     */
    public Optional<String> guessInstitution(String title, String description, @Nullable String officer) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        List<String> titleWords = content(title);
        List<String> descriptionWords = content(description);
        Set<String> titleTokens = tokens(title);
        Set<String> descriptionTokens = tokens(description);
        Said best = Said.NOTHING;
        String who = null;
        for (Words one : known.words()) {
            int score = 0;
            int length = 0;
            for (String initials : one.initials()) {
                score = Math.max(score, titleTokens.contains(initials) && initials.length() > 2 ? 8
                        : titleTokens.contains(initials) && title.contains("(" + initials + ")") ? 8
                        : descriptionTokens.contains(initials) && initials.length() > 2 ? 4 : 0);
            }
            for (List<String> stem : one.stems()) {
                int found = indexOf(titleWords, stem) >= 0 ? 10 : indexOf(descriptionWords, stem) >= 0 ? 5 : 0;
                if (found > score || found > 0 && found == score && stem.size() > length) {
                    score = found;
                    length = stem.size();
                }
            }
            if (officer != null && officer.contains("@")) {
                String host = officer.substring(officer.indexOf('@') + 1);
                for (String initials : one.initials()) {
                    if (host.toUpperCase(Locale.ROOT).startsWith(initials + ".")) {
                        score = Math.max(score, 6);
                    }
                }
            }
            Said said = new Said(score, !one.institution().endedBefore(day), length);
            if (score > 0 && said.compareTo(best) > 0) {
                best = said;
                who = one.institution().id();
            }
        }
        return Optional.ofNullable(who).map(this::today);
    }

    /** How plainly an institution is named. */
    private record Said(int score, boolean still, int length) implements Comparable<Said> {

        static final Said NOTHING = new Said(0, false, 0);

        @Override
        public int compareTo(Said other) {
            return Comparator.comparingInt(Said::score).thenComparing(Said::still).thenComparingInt(Said::length).compare(this, other);
        }
    }

    /** What it is about, most spoken of first, at most {@value #MOST_FIELDS}; the institution's own fields where no word says so. */
    public List<String> guessFields(String title, String description, String institution) {
        List<String> titleWords = content(title);
        List<String> descriptionWords = content(description);
        Map<String, Integer> scores = new LinkedHashMap<>();
        fieldStems.forEach((field, stems) -> {
            int score = 0;
            for (String stem : stems) {
                score += contains(titleWords, stem) ? 3 : contains(descriptionWords, stem) ? 1 : 0;
            }
            if (score > 0) {
                scores.put(field, score);
            }
        });
        if (scores.isEmpty()) {
            return orOther(institution).fields();
        }
        return scores.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_FIELDS).map(Map.Entry::getKey).toList();
    }

    /** What kind of act the title announces: the kind whose words come first in it. */
    public String guessActKind(String title) {
        List<String> words = content(title);
        String kind = "other";
        int first = Integer.MAX_VALUE;
        for (Map.Entry<String, List<String>> entry : KIND_STEMS.entrySet()) {
            for (String stem : entry.getValue()) {
                int at = indexOf(words, content(stem));
                if (at >= 0 && at < first) {
                    first = at;
                    kind = entry.getKey();
                }
            }
        }
        return kind;
    }

    private static Map<String, List<String>> kindStems() {
        Map<String, List<String>> stems = new LinkedHashMap<>();
        stems.put("administrative-instruction", List.of("udhezim administrativ", "udhezimi administrativ", "administrativn uputstv", "administrative instruction"));
        stems.put("concept-document", List.of("koncept dokument", "konceptdokument", "draftkoncept", "concept document", "concept paper", "nacrt koncept"));
        stems.put("action-plan", List.of("plan veprim", "plani veprim", "akcion plan", "action plan"));
        stems.put("regulation", List.of("rregullor", "projektrregullor", "draftrregullor", "uredb", "pravilnik", "regulation"));
        stems.put("law", List.of("ligj", "projektligj", "draftligj", "zakon", "nacrt zakon", "law", "kod"));
        stems.put("strategy", List.of("strategji", "draftstrategji", "strategij", "strategy"));
        stems.put("programme", List.of("program"));
        return stems;
    }

    private static Set<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (String token : text.split("[^\\p{L}\\p{N}]+")) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return Set.copyOf(tokens);
    }

    private static List<String> content(String text) {
        return Letters.words(text).stream().filter(word -> !CONNECTING.contains(word)).toList();
    }

    private static boolean contains(List<String> words, String stem) {
        return indexOf(words, content(stem)) >= 0;
    }

    /** Where the words begin, in a row, with the stems. */
    private static int indexOf(List<String> words, List<String> stems) {
        next:
        for (int at = 0; at + stems.size() <= words.size(); at++) {
            for (int i = 0; i < stems.size(); i++) {
                String part = stems.get(i);
                String word = words.get(at + i);
                // Short stems must be the whole word, or "rad" would find "radio" and "kod" would find "kodra".
                if (part.length() <= 3 ? !word.equals(part) : !word.startsWith(part)) {
                    continue next;
                }
            }
            return at;
        }
        return -1;
    }
}
