/** Campaigns of the working groups, as far as alerts need them: which of them have taken which drafts up. */
@org.jspecify.annotations.NullMarked
package org.civikos.notification.campaign;
