/** How this service describes its interface: the head of the description, and what each operation answers and refuses with. */
@NullMarked
package org.civikos.consultation.api;

import org.jspecify.annotations.NullMarked;
