package org.civikos.consultation.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * How a portal with numbered pages is read: under which address a number stands, and by which words of the page its parts are known.
 *
 * @param address after the base address, with {@value #NUMBER} once, in the path or in the query
 * @param labels  words before a part of the page, by {@link #LABELS name}; those of the government's portal in three languages where a name has none
 */
record Numbered(String address, @Nullable Map<String, List<String>> labels) {

    /** Stands for the number. */
    static final String NUMBER = "{number}";
    static final String START = "start";
    static final String END = "end";
    static final String DESCRIPTION = "description";
    static final String DOCUMENTS = "documents";
    static final String OFFICER = "officer";
    /** Every name that labels can have. */
    static final Set<String> LABELS = Set.of(START, END, DESCRIPTION, DOCUMENTS, OFFICER);
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_ADDRESS = 300;

    private static final Map<String, List<String>> OF_THE_GOVERNMENT = Map.of(START, List.of("data e fillimit", "datum pocetka", "start date"),
            END, List.of("data e perfundimit", "datum zavrsetka", "datum isteka", "end date"),
            DESCRIPTION, List.of("pershkrimi", "opis", "description"),
            DOCUMENTS, List.of("dokumentet", "dokumente", "dokumenti", "dokumenta", "documents"),
            OFFICER, List.of("zyrtari pergjegjes", "zyrtari", "personi pergjegjes", "odgovorni sluzbenik", "odgovorno lice", "responsible officer", "contact person"));

    /** As the government's portal is read, and every source of which nothing else is set. */
    static final Numbered STANDARD = new Numbered("/viewConsult.php?ConsultationID=" + NUMBER, null);

    Numbered {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    static Numbered of(Source source) {
        return source.numbered() == null ? STANDARD : source.numbered();
    }

    /** The labels of a part as pages are compared with them: folded. */
    List<String> label(String name) {
        List<String> own = labels == null ? null : labels.get(name);
        return own == null || own.isEmpty() ? OF_THE_GOVERNMENT.getOrDefault(name, List.of()) : own.stream().map(Letters::fold).filter(one -> !one.isBlank()).toList();
    }

    /** What is wrong with the setting: {@code address}, or {@code labels/} and a name. */
    static List<String> mistakes(Numbered setting) {
        List<String> wrong = new ArrayList<>();
        String one = setting.address.replace(NUMBER, "1");
        boolean once = setting.address.indexOf(NUMBER) == setting.address.lastIndexOf(NUMBER) && setting.address.contains(NUMBER);
        if (!once || !setting.address.startsWith("/") || setting.address.startsWith("//") || setting.address.length() > LONGEST_ADDRESS || one.contains("#") || !isAddress(one)) {
            wrong.add("address");
        }
        setting.labels().forEach((name, words) -> {
            if (!LABELS.contains(name) || words.size() > MOST_LABELS || words.stream().anyMatch(word -> word.isBlank() || word.length() > LONGEST_LABEL)) {
                wrong.add("labels/" + name);
            }
        });
        return wrong;
    }

    private static boolean isAddress(String rest) {
        try {
            return URI.create("https://portal.example.org" + rest).getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The page of a number. */
    URI page(String baseUrl, int number) {
        return URI.create(baseUrl + address.replace(NUMBER, Integer.toString(number)));
    }

    /** The number that an address of the portal is of, whatever else stands in it; empty where it is no numbered page. */
    OptionalInt number(URI url) {
        int query = address.indexOf('?');
        boolean inQuery = query >= 0 && address.indexOf(NUMBER) > query;
        Matcher found = inQuery ? Pattern.compile("(?:^|&)" + parameter() + "(\\d{1,9})(?:&|$)").matcher(String.valueOf(url.getRawQuery()))
                : Pattern.compile(inPath() + "(?:/|$)").matcher(String.valueOf(url.getRawPath()));
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    /** The numbers that a page links to, in order. Digits are the same in all letters, so its encoding does not matter. */
    SortedSet<Integer> numbersIn(String html) {
        int query = address.indexOf('?');
        boolean inQuery = query >= 0 && address.indexOf(NUMBER) > query;
        Matcher number = Pattern.compile(inQuery ? "[?&;]" + parameter() + "(\\d{1,9})(?!\\d)" : "(?<![\\w-])" + inPath().replaceFirst("^\\\\Q/", "\\\\Q") + "(?!\\d)").matcher(html);
        SortedSet<Integer> numbers = new TreeSet<>();
        while (number.find()) {
            numbers.add(Integer.parseInt(number.group(1)));
        }
        return numbers;
    }

    /** The name of the parameter with what stands before the number in its value. */
    private String parameter() {
        String before = address.substring(0, address.indexOf(NUMBER));
        return Pattern.quote(before.substring(Math.max(before.lastIndexOf('&'), before.indexOf('?')) + 1));
    }

    private String inPath() {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        int at = path.indexOf(NUMBER);
        String after = path.substring(at + NUMBER.length());
        return Pattern.quote(path.substring(0, at)) + "(\\d{1,9})" + (after.isEmpty() ? "" : Pattern.quote(after));
    }
}
