package org.civikos.consultation.structure;

/** What a line does in its act. */
enum Role {
    /** Before the title: letterhead, file marks. */
    FRONT,
    TITLE,
    PREAMBLE,
    /** Begins a division, an article, an annex or the memorandum. */
    MARK,
    /** A further line of the heading of the mark that it names as owner. */
    HEADING,
    /** A heading without a word or number for it, over one or more articles. */
    GROUP,
    BODY,
    QUOTE,
    CONTENTS,
    NOTE,
    TABLE,
    /** Signatures, date and number after the last article. */
    CLOSING
}
