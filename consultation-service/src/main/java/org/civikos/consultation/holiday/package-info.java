/** Days off that are announced other than by the table of Law 03/L-064: who wrote them, and that everything that counts working days counts by them. */
@NullMarked
package org.civikos.consultation.holiday;

import org.jspecify.annotations.NullMarked;
