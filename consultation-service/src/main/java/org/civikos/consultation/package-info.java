/** Promises that no draft goes unseen: detects it, takes it apart, opens the consultation, keeps its deadline and the network's comments. */
@NullMarked
package org.civikos.consultation;

import org.jspecify.annotations.NullMarked;
