/** What public bodies have planned to consult on: imported lists, what is overdue, and which consultation an entry became. */
@NullMarked
package org.civikos.consultation.plan;

import org.jspecify.annotations.NullMarked;
