package org.civikos.advocacy.group;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who is in which group, and as what. */
@Component
public class GroupMembers {

    /** What a member of a group may do: the coordinator runs it, members take part, observers read. */
    enum Role {
        COORDINATOR, MEMBER, OBSERVER
    }

    /** One person in one group; {@code name} is what the secretariat wrote, since this service receives no contact data. */
    @Document("groupMembers")
    record GroupMember(@Id String id, String group, String person, @Nullable String name, Role role) {
    }

    private final MongoTemplate mongo;

    GroupMembers(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Whether the person runs the group and so may change its campaigns. */
    public boolean isCoordinator(WorkingGroup group, String person) {
        var member = mongo.findById(key(group, person), GroupMember.class);
        return member != null && member.role() == Role.COORDINATOR;
    }

    void put(WorkingGroup group, String person, @Nullable String name, Role role) {
        mongo.save(new GroupMember(key(group, person), group.id(), person, name, role));
    }

    boolean remove(WorkingGroup group, String person) {
        return mongo.remove(Query.query(Criteria.where("_id").is(key(group, person))), GroupMember.class).getDeletedCount() > 0;
    }

    List<GroupMember> of(WorkingGroup group) {
        return mongo.find(Query.query(Criteria.where("group").is(group.id())), GroupMember.class);
    }

    private static String key(WorkingGroup group, String person) {
        return group.id() + ":" + person;
    }
}
