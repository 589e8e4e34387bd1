package org.civikos.notification.settings;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.member.ErasureListener;
import org.civikos.platform.security.Actor;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Who is of the secretariat. Roles travel in the tokens alone, so it is known of whoever has come here with one; whoever comes
 * without it later is of it no more. One write per person and change, none per request.
 */
final class Secretariat implements HandlerInterceptor, ErasureListener {

    static final String COLLECTION = "secretariatPeople";
    private static final String ROLE = "secretariat";
    private static final int REMEMBERED = 10_000;

    private final Supplier<MongoCollection<Document>> people;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    Secretariat(Supplier<MongoCollection<Document>> people) {
        this.people = people;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Actor actor = Actor.current();
        // A script has a client's id and no mailbox.
        if (!actor.isAnonymous() && !actor.id().equals(actor.clientId())) {
            boolean has = actor.has(ROLE);
            if (!Boolean.valueOf(has).equals(known.get(actor.id()))) {
                note(actor.id(), has);
            }
        }
        return true;
    }

    private void note(String personId, boolean has) {
        if (has) {
            people.get().replaceOne(Filters.eq("_id", personId), new Document("_id", personId), new ReplaceOptions().upsert(true));
        } else {
            people.get().deleteOne(Filters.eq("_id", personId));
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(personId, has);
    }

    List<String> people() {
        return people.get().find().map(found -> found.getString("_id")).into(new ArrayList<>());
    }

    @Override
    public void erased(String personId) {
        people.get().deleteOne(Filters.eq("_id", personId));
    }
}
