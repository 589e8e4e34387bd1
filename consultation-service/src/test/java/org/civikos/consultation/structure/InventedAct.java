package org.civikos.consultation.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An act from {@code src/test/resources/structure}, printed in all layouts, and what must come out of each. */
record InventedAct(String name, String language, String titles, List<Item> items) {
    static final List<String> NAMES = List.of("sq-ligj-vullnetarizmi", "sq-ligj-ndryshues", "sq-ligj-ndryshues-pa-thonjeza", "sq-udhezim-me-permbajtje", "sq-koncept-dokument",
            "sr-zakon-naslov-ispred", "sr-cyrl-pravilnik-zagrade", "sr-uredba-rimski", "sr-izmene", "en-regulation-kosovo", "en-law-inline", "en-memo-first");

    /** A paragraph as it is printed, with what it is. {@code place} says where its name is printed; empty: as everywhere in the act. */
    record Item(String tag, String place, String text, String name, String number) {
        Item(String tag, String text, String name) {
            this(tag, "", text, name, "");
        }
    }

    /** A printed line: role is the tag, or {@code heading} for the title of an article and the name of a division. */
    record Printed(String role, String text) {}

    /** What must be found: kind, number, heading, and all letters and digits of its text in order. */
    record Expected(Kind kind, String number, String heading, String letters) {}

    static InventedAct load(String name) {
        List<Item> items = new ArrayList<>();
        String language = "";
        String titles = "none";
        try (InputStream in = InventedAct.class.getResourceAsStream("/structure/" + name + ".act")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank()) {
                    continue;
                }
                String[] parts = line.split(" ", 2);
                String rest = parts.length > 1 ? parts[1] : "";
                switch (parts[0]) {
                    case "lang" -> language = rest.strip();
                    case "titles" -> titles = rest.strip();
                    default -> {
                        // "article#2~bis Neni 2 bis": the number where it cannot be read off by rule
                        // "chapter@before KREU I | Name": a name that is printed elsewhere than the others
                        String tag = parts[0].replaceFirst("[#@].*", "");
                        String place = parts[0].contains("@") ? parts[0].replaceFirst("^[^@]*@", "").replaceFirst("#.*", "") : "";
                        String number = parts[0].contains("#") ? parts[0].substring(parts[0].indexOf('#') + 1).replace('~', ' ') : "";
                        boolean named = List.of("part", "chapter", "section", "article", "gone", "annex", "head", "memo").contains(tag) && rest.contains("|");
                        items.add(named ? new Item(tag, place, rest.substring(0, rest.indexOf('|')).strip(), rest.substring(rest.indexOf('|') + 1).strip(), number)
                                : new Item(tag, place, rest.strip(), "", number));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new InventedAct(name, language, titles, items);
    }

    /** The acts of the folder {@code more}, whose layouts the first dozen did not have. */
    static List<String> more() {
        try (var list = java.nio.file.Files.list(java.nio.file.Path.of(InventedAct.class.getResource("/structure/more").toURI()))) {
            return list.map(f -> "more/" + f.getFileName().toString().replace(".act", "")).sorted().toList();
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean cyrillic() {
        return items.stream().anyMatch(i -> i.text().codePoints().anyMatch(Script::isCyrillic));
    }

    /** The paragraphs in print order. */
    List<Printed> printed() {
        List<Printed> out = new ArrayList<>();
        for (int k = 0; k < items.size(); k++) {
            Item i = items.get(k);
            switch (i.tag()) {
                case "toc" -> contents(out);
                case "article" -> {
                    if (i.name().isEmpty()) {
                        out.add(new Printed("article", i.text()));
                    } else {
                        switch (i.place().isEmpty() ? titles : i.place()) {
                            case "before" -> {
                                out.add(new Printed("heading", i.name()));
                                out.add(new Printed("article", i.text()));
                            }
                            case "brackets" -> {
                                if (i.name().equals("брисан")) {
                                    out.add(new Printed("article", i.text() + " (" + i.name() + ")"));
                                } else {
                                    out.add(new Printed("article", i.text()));
                                    out.add(new Printed("heading", "(" + i.name() + ")"));
                                }
                            }
                            case "inline" -> out.add(new Printed("article", i.text() + " " + i.name()));
                            case "brackets-inline" -> out.add(new Printed("article", i.text() + " (" + i.name() + ")"));
                            default -> {
                                out.add(new Printed("article", i.text()));
                                out.add(new Printed("heading", i.name()));
                            }
                        }
                    }
                }
                case "part", "chapter", "section", "annex", "memo" -> {
                    if (i.place().equals("before")) {
                        out.add(new Printed(i.tag(), i.name()));
                    }
                    out.add(new Printed(i.tag(), i.place().equals("inline") ? i.text() + " " + i.name() : i.text()));
                    if (!i.name().isEmpty() && i.place().isEmpty()) {
                        out.add(new Printed("heading", i.name()));
                    }
                }
                case "head" -> out.add(new Printed("head" + i.text().split("\\.").length, i.text() + (i.text().contains(".") ? " " : ". ") + i.name()));
                case "gone" -> out.add(new Printed("article", i.text()));
                case "=" -> out.add(new Printed("body", i.text()));
                case ">" -> out.add(new Printed("quote", i.text()));
                default -> out.add(new Printed(i.tag(), i.text()));
            }
        }
        return out;
    }

    private void contents(List<Printed> out) {
        out.add(new Printed("contents", "PËRMBAJTJA"));
        int page = 2;
        for (Item i : items) {
            if (i.tag().equals("article") || i.tag().equals("chapter")) {
                out.add(new Printed("contents", i.text() + " " + i.name() + " " + ".".repeat(24) + " " + page++));
            }
        }
    }

    List<Expected> expected() {
        List<Expected> out = new ArrayList<>();
        Item open = null;
        StringBuilder text = new StringBuilder();
        for (Item i : items) {
            Kind kind = kind(i.tag());
            if (kind != null || List.of("closing", "title", "toc", "contents", "mhead", "group").contains(i.tag())) {
                if (open != null) {
                    out.add(expected(open, text));
                }
                open = kind == null ? null : i;
                text.setLength(0);
            } else if (open != null) {
                text.append(i.text());
            }
        }
        if (open != null) {
            out.add(expected(open, text));
        }
        return out;
    }

    private static Expected expected(Item i, StringBuilder text) {
        String heading = i.name();
        String number = i.number().isEmpty() ? number(i.text()) : i.number();
        if (i.tag().equals("chapter") && i.name().isEmpty()) {
            // "I. NAME" or "KREU I - NAME" on one line
            heading = i.text().replaceFirst("^(?:(?:\\p{L}+ )?[IVXІХ]+(?:\\.| -))\\s*", "");
        }
        return new Expected(kind(i.tag()), i.tag().equals("memo") ? null : number, i.tag().equals("memo") ? (i.text() + " " + heading).strip() : heading.isEmpty() ? null : heading, letters(text.toString()));
    }

    private static String number(String line) {
        var m = java.util.regex.Pattern.compile("(?<=KREU )I \\p{L}{2,}|\\d+(?:\\.\\d+)*(?:/\\d+|[/-]\\p{L}(?!\\p{L}))?\\p{L}?|(?<!\\p{L})[IVX]+(?!\\p{L})|(?<=(?:PART|Part|Chapter) )(?:[A-Z]+|One|Two)(?!\\p{L})|^\\p{Lu}+(?= (?:ДИО|ДЕО|DEO|DIO)$)|(?<=(?:Glava|Глава) )\\p{L}+").matcher(line);
        return m.find() ? m.group() : null;
    }

    private static Kind kind(String tag) {
        return switch (tag) {
            case "part" -> Kind.PART;
            case "chapter" -> Kind.CHAPTER;
            case "section" -> Kind.SECTION;
            case "article", "gone" -> Kind.ARTICLE;
            case "annex" -> Kind.ANNEX;
            case "memo" -> Kind.MEMORANDUM;
            case "head" -> Kind.HEADING;
            default -> null;
        };
    }

    /** A letter of Cyrillic as the Latin one that looks the same: authors mix them within a word, and a split puts the word into one script. */
    static int shape(int letter) {
        int at = "аеојрсхѕівнкмтАВЕНЈКМОРСТХЅІ".indexOf(letter);
        return at < 0 ? letter : "aeojpcxsibhkmtABEHJKMOPCTXSI".charAt(at);
    }

    /** Letters and digits alone, small: what is left when line breaks, hyphens and punctuation are set aside. */
    static String letters(String text) {
        StringBuilder out = new StringBuilder();
        text.toLowerCase(java.util.Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).map(InventedAct::shape).forEach(out::appendCodePoint);
        return out.toString();
    }
}
