/** Campaigns: goal, asks, target, milestones, linked consultations, and a log that people and events both write. */
@NullMarked
package org.civikos.advocacy.campaign;

import org.jspecify.annotations.NullMarked;
