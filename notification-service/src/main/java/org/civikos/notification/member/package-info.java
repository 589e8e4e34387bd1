/** Who belongs to the network and may speak for whom, as told by membership-service: a read model without rules of its own, plus the rule of whom a consultation concerns. */
@NullMarked
package org.civikos.notification.member;

import org.jspecify.annotations.NullMarked;
