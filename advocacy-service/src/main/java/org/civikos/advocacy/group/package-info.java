/** The four working groups and who is in them; a room without rules of its own beyond roles, so it is flat. */
@NullMarked
package org.civikos.advocacy.group;

import org.jspecify.annotations.NullMarked;
