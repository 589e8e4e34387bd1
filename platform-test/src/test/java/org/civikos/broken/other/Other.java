package org.civikos.broken.other;

import org.civikos.broken.room.Domain;

public class Other {

    Domain domain;
}
