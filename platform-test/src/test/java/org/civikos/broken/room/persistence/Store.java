package org.civikos.broken.room.persistence;

import org.civikos.broken.room.Domain;

class Store {

    Domain domain;
}
