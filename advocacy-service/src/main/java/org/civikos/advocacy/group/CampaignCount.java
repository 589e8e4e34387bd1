package org.civikos.advocacy.group;

/** How many campaigns a group has; the campaigns' room answers. */
@FunctionalInterface
public interface CampaignCount {
    int of(WorkingGroup group);
}
