/** The command that prints the tree of a draft. */
@org.jspecify.annotations.NullMarked
package org.civikos.consultation.structure.cli;
