package org.civikos.notification.member;

/** Removes what it keeps about a person who was erased. May be told more than once. */
public interface ErasureListener {

    void erased(String personId);
}
