package org.civikos.broken.room;

import org.civikos.broken.other.Other;
import org.civikos.broken.room.web.PublicController;
import org.springframework.data.mongodb.core.MongoTemplate;

public class Domain {

    MongoTemplate mongo;
    PublicController controller;
    Other other;
}
