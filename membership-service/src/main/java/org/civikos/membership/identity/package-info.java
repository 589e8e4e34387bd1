/** The OpenID provider under /id: one-time links by e-mail, sessions of applications, keys and tokens. */
@NullMarked
package org.civikos.membership.identity;

import org.jspecify.annotations.NullMarked;
