/** The splitter: turns a draft act in any ordinary file into a tree of articles, without losing a character. Pure Java. */
@org.jspecify.annotations.NullMarked
package org.civikos.consultation.structure;
