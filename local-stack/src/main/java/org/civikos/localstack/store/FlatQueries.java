package org.civikos.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;

/**
 * Takes {@code $and} away where its parts can stand side by side. The drivers write every conjunction that way, and the
 * backend looks for its index among the members at the top alone: {@code {$and: [{_id: 1}, {version: 2}]}} would go through
 * the whole collection, {@code {_id: 1, version: 2}} goes straight to its document.
 */
final class FlatQueries {

    /** Where a command has its query. */
    private static final List<String> QUERIES = List.of("filter", "query");
    /** Where a command has a list of statements, each with its query in {@code q}. */
    private static final List<String> STATEMENTS = List.of("updates", "deletes");

    private FlatQueries() {
    }

    /** Changes the queries of the command in place; one that has the same member twice stays as it is. */
    static void flatten(Document command) {
        QUERIES.forEach(name -> flattenMember(command, name));
        for (String name : STATEMENTS) {
            if (command.get(name) instanceof List<?> statements) {
                statements.forEach(statement -> flattenMember((Document) statement, "q"));
            }
        }
    }

    private static void flattenMember(Document holder, String name) {
        if (holder.get(name) instanceof Document query) {
            holder.put(name, flat(query));
        }
    }

    static Document flat(Document query) {
        if (!(query.get("$and") instanceof List<?> parts)) {
            return query;
        }
        Document merged = new Document(query);
        merged.remove("$and");
        for (Object part : parts) {
            for (Map.Entry<String, Object> member : flat((Document) part).entrySet()) {
                if (merged.containsKey(member.getKey())) {
                    return query;
                }
                merged.put(member.getKey(), member.getValue());
            }
        }
        return merged;
    }
}
