package org.civikos.consultation.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Gives each operation its refusals with their codes (RFC 9457): those that follow from who may call it, from what its path names and from what it takes, and those that
 * {@link Outcomes} names.
 */
@Component
class RefusalsCustomizer implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

    private static final int LONGEST_NAME = 60;
    private static final String PROBLEM = "Problem";
    private static final String OUTCOMES = "x-outcomes";
    /** Of the platform, for which this service has no source. */
    private static final Map<String, String> SUMMARIES = Map.of("/api/consultation-service/dead-letters", "Events that could not be understood",
            "/api/consultation-service/dead-letters/{id}/replay", "Hands such an event to its consumer again");

    private final AccessRules rules;

    RefusalsCustomizer(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Outcomes outcomes = handler.getMethodAnnotation(Outcomes.class);
        if (outcomes != null) {
            operation.addExtension(OUTCOMES, outcomes);
        }
        return operation;
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        Map<String, ApiResponse> shared = new TreeMap<>();
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation, shared)));
        shared.forEach((name, response) -> api.getComponents().addResponses(name, response));
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation, Map<String, ApiResponse> shared) {
        Outcomes outcomes = operation.getExtensions() == null ? null : (Outcomes) operation.getExtensions().remove(OUTCOMES);
        if (operation.getExtensions() != null && operation.getExtensions().isEmpty()) {
            operation.setExtensions(null);
        }
        if (operation.getSummary() == null) {
            operation.setSummary(SUMMARIES.get(path));
        }
        Access access = access(path, method);
        if (access.kind() != Access.Kind.PUBLIC) {
            operation.setSecurity(List.of(new SecurityRequirement().addList("token")));
        }
        if (outcomes != null && outcomes.success().length > 0) {
            succeed(operation.getResponses(), outcomes.success());
        }
        Map<Integer, Set<String>> refusals = new TreeMap<>();
        byPlace(path, operation, access, outcomes == null || outcomes.missing()).forEach(refusal -> add(refusals, refusal));
        if (outcomes != null) {
            List.of(outcomes.refused()).forEach(refusal -> add(refusals, refusal));
        }
        refusals.forEach((status, codes) -> {
            String name = name(status, codes);
            shared.computeIfAbsent(name, any -> refusal(status, codes));
            operation.getResponses().addApiResponse(String.valueOf(status), new ApiResponse().$ref("#/components/responses/" + name));
        });
    }

    /** The same refusals are written down once: hundreds of operations and statuses share some dozens. */
    private static String name(int status, Set<String> codes) {
        String all = status + "." + String.join(".", codes);
        return all.length() <= LONGEST_NAME ? all : status + "." + codes.iterator().next() + "." + Integer.toHexString(String.join(".", codes).hashCode());
    }

    private static List<String> byPlace(String path, Operation operation, Access access, boolean missing) {
        List<String> found = new ArrayList<>();
        // A token that does not hold is refused also where none is needed.
        found.add("401 invalid-token");
        if (access.kind() != Access.Kind.PUBLIC) {
            found.add("401 sign-in-required");
        }
        if (access.kind() == Access.Kind.ROLE) {
            found.add("403 forbidden");
        }
        if (path.contains("{") && missing) {
            found.add("404 not-found");
        }
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        for (Parameter parameter : parameters) {
            if ("header".equals(parameter.getIn()) && "If-Match".equals(parameter.getName())) {
                found.add("412 precondition-failed");
            }
            if ("header".equals(parameter.getIn()) && "Idempotency-Key".equals(parameter.getName())) {
                found.addAll(List.of("400 invalid-idempotency-key", "409 request-in-progress", "422 idempotency-key-reused"));
            }
            if ("query".equals(parameter.getIn())) {
                found.add("limit".equals(parameter.getName()) ? "400 invalid-limit" : "cursor".equals(parameter.getName()) ? "400 invalid-cursor" : "400 validation");
            }
            if ("limit".equals(parameter.getName())) {
                // What is no number at all.
                found.add("400 validation");
            }
        }
        if (operation.getRequestBody() != null) {
            found.addAll(List.of("400 malformed-body", "400 validation", "413 body-too-large", "415 media-type-not-supported"));
        }
        found.add("503 store-away");
        return found;
    }

    private Access access(String path, PathItem.HttpMethod method) {
        return rules.rules().stream().filter(rule -> rule.method() == null || rule.method().name().equals(method.name()))
                .filter(rule -> PathPatternParser.defaultInstance.parse(rule.pattern()).matches(PathContainer.parsePath(path))).findFirst()
                .map(AccessRules.Rule::access).orElse(Access.role("administrator"));
    }

    private static void add(Map<Integer, Set<String>> refusals, String refusal) {
        String[] parts = refusal.split(" ", 2);
        refusals.computeIfAbsent(Integer.valueOf(parts[0]), any -> new TreeSet<>()).add(parts[1]);
    }

    /** What 200 would carry comes with each of them, unless there is nothing to carry. */
    private static void succeed(ApiResponses responses, int[] statuses) {
        ApiResponse like = responses.get("200");
        if (like == null) {
            return;
        }
        responses.remove("200");
        for (int status : statuses) {
            HttpStatus known = HttpStatus.valueOf(status);
            boolean empty = known == HttpStatus.NO_CONTENT || known == HttpStatus.NOT_MODIFIED;
            responses.addApiResponse(String.valueOf(status), new ApiResponse().description(known.getReasonPhrase()).content(empty ? null : like.getContent()));
        }
    }

    private static ApiResponse refusal(int status, Set<String> codes) {
        Schema<Object> code = of("string");
        code.setEnum(new ArrayList<>(codes));
        Schema<Object> problem = new JsonSchema();
        problem.set$ref("#/components/schemas/" + PROBLEM);
        Schema<Object> both = new JsonSchema();
        both.addAllOfItem(problem);
        both.addAllOfItem(of("object").addProperty("code", code));
        return new ApiResponse().description(HttpStatus.valueOf(status).getReasonPhrase() + ": " + String.join(", ", codes))
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(both)));
    }

    private static Schema<?> problem() {
        Schema<?> error = of("object").addProperty("pointer", text("JSON pointer into the body, or the name of a parameter"))
                .addProperty("code", text("Kebab-case")).addProperty("detail", text("In the asker's language"));
        Schema<?> problem = of("object").description("Why a request was refused (RFC 9457)")
                .addProperty("type", text("An address that names the code")).addProperty("title", text("In the asker's language"))
                .addProperty("status", of("integer")).addProperty("detail", text("In the asker's language; may be missing"))
                .addProperty("instance", text("The path that was asked for")).addProperty("code", text("Kebab-case, for programs"))
                .addProperty("errors", of("array").items(error));
        problem.setRequired(List.of("type", "title", "status", "code"));
        return problem;
    }

    private static Schema<?> text(String description) {
        return of("string").description(description);
    }

    private static Schema<Object> of(String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}
