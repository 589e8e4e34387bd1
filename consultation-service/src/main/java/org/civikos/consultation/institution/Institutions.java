package org.civikos.consultation.institution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.place.Municipality;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of institutions and of the words that fields and kinds of acts go by; read once, immutable. */
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

    private final Map<String, Institution> byId = new LinkedHashMap<>();
    private final Map<String, List<String>> fieldStems;

    Institutions(List<Institution> institutions, Map<String, List<String>> fieldStems) {
        institutions.forEach(institution -> byId.put(institution.id(), institution));
        this.fieldStems = fieldStems;
        for (Institution institution : institutions) {
            for (String predecessor : institution.predecessors()) {
                if (!byId.containsKey(predecessor)) {
                    throw new IllegalArgumentException("Institution " + institution.id() + " follows one that is not in the table: " + predecessor);
                }
            }
        }
    }

    /** Reads {@code institutions.json} and {@code fields.json} from the class path. */
    public static Institutions load() {
        JsonMapper json = JsonMapper.shared();
        try (InputStream institutions = open("/institutions.json"); InputStream fields = open("/fields.json")) {
            List<Institution> all = new ArrayList<>(json.readValue(institutions, new TypeReference<List<Institution>>() { }));
            Municipality.all().forEach(one -> all.add(all.size() - 1, municipality(one)));
            return new Institutions(all,
                    json.readValue(fields, new TypeReference<LinkedHashMap<String, List<String>>>() { }));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Institution municipality(Municipality one) {
        List<String> stems = List.of("komun " + stem(one.names().sq()), "opstin " + stem(one.names().sr()), "municipality " + stem(one.names().en()));
        return new Institution(Municipality.INSTITUTION + one.id(), Map.of("sq", "Komuna " + one.names().sq(), "sr", "Opština " + one.names().sr(),
                "en", "Municipality of " + one.names().en()), List.of(), stems, List.of("local-government"), null, null, null, one.region());
    }

    /** How each word of a name begins, whatever its case is; what stands in brackets is another name. */
    private static String stem(String name) {
        return content(name.replaceFirst("\\s*\\(.*", "")).stream().map(word -> {
            String bare = word.replaceFirst("[aeiou]+$", "");
            return bare.length() > 3 ? bare : word;
        }).collect(Collectors.joining(" "));
    }

    private static InputStream open(String name) {
        InputStream stream = Institutions.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("Missing on the class path: " + name);
        }
        return stream;
    }

    public List<Institution> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Institution> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /** The institution, or the entry for others where the table has lost it. */
    public Institution orOther(String id) {
        return id.equals(NETWORK.id()) ? NETWORK : find(id).orElseGet(() -> byId.get(OTHER));
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
        return byId.values().stream().filter(one -> one.predecessors().contains(id)).toList();
    }

    /** Every field of activity. */
    public Set<String> fields() {
        return fieldStems.keySet();
    }

    /**
     * Who publishes: by initials in the title, then by names in title, description and the officer's address.
     *
     * @param officer the officer's e-mail address, of which only the host below the government's own domain says something
     */
    public Optional<String> guessInstitution(String title, String description, @Nullable String officer) {
        String best = null;
        int most = 0;
        List<String> titleWords = content(title);
        List<String> descriptionWords = content(description);
        Set<String> titleTokens = tokens(title);
        Set<String> descriptionTokens = tokens(description);
        for (Institution institution : byId.values()) {
            int score = 0;
            for (String initials : institution.initials()) {
                score = Math.max(score, titleTokens.contains(initials) && initials.length() > 2 ? 8
                        : titleTokens.contains(initials) && title.contains("(" + initials + ")") ? 8
                        : descriptionTokens.contains(initials) && initials.length() > 2 ? 4 : 0);
            }
            for (String stem : institution.stems()) {
                score = Math.max(score, contains(titleWords, stem) ? 10 : contains(descriptionWords, stem) ? 5 : 0);
            }
            if (officer != null && officer.contains("@")) {
                String host = officer.substring(officer.indexOf('@') + 1);
                for (String initials : institution.initials()) {
                    if (host.toUpperCase(Locale.ROOT).startsWith(initials + ".")) {
                        score = Math.max(score, 6);
                    }
                }
            }
            if (score > most) {
                most = score;
                best = institution.id();
            }
        }
        return Optional.ofNullable(best);
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
                int at = indexOf(words, stem);
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
        return indexOf(words, stem) >= 0;
    }

    /** Where the words begin, in a row, with the stems. */
    private static int indexOf(List<String> words, String stem) {
        List<String> stems = content(stem);
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
