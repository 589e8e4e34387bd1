package org.civikos.notification.member;

import java.util.List;

/**
 * An organisation, as far as alerts need it.
 *
 * @param fields its fields of activity; none means that everything concerns it
 */
public record Organisation(String name, boolean active, List<String> fields) {}
