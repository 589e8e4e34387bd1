package org.civikos.consultation.comment;

/** Whether there is a comment that something else may stand on. */
public interface CommentPlaces {

    boolean exists(String consultation, String comment);
}
