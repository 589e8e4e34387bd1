package org.civikos.consultation.structure;

/** What a node of an act is. */
public enum Kind {
    /** The name of the act, with its kind and number. */
    TITLE,
    /** Legal basis, enacting words, recitals. */
    PREAMBLE,
    /** Pjesa, Titulli, Libri; Deo, Dio; Part, Title, Book. */
    PART,
    /** Kreu, Kapitulli; Glava, Poglavlje; Chapter. */
    CHAPTER,
    /** Seksioni, Nënkreu; Odeljak, Odsek; Section. */
    SECTION,
    /** Neni; Član, Članak; Article. */
    ARTICLE,
    /** A numbered or plain paragraph of an article. */
    PARAGRAPH,
    /** A lettered, numbered or dashed point below a paragraph, at any depth. */
    POINT,
    /** Shtojca, Aneksi; Prilog, Aneks; Annex. */
    ANNEX,
    /** Explanatory memorandum, memorandum shpjegues, obrazloženje. */
    MEMORANDUM,
    /** A heading of a document without articles (concept document, strategy), or a heading that groups articles without a word for it. */
    HEADING,
    /** Words that an amending act puts into another act. */
    QUOTATION,
    /** Running text that is none of the others. */
    TEXT,
    /** A footnote or endnote. */
    NOTE,
    /** A table, one row per line, cells divided by tabs. */
    TABLE
}
