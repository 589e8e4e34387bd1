package org.civikos.notification.alert;

/** Lets other rooms have an alert of theirs planned on a thread of their own. */
public interface Planning {

    /** Plans what is not planned yet, and completes what has ended. May be broken off and begun again, here or elsewhere. */
    void plan(String alertId);
}
