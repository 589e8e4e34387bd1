package org.civikos.membership.identity;

import java.util.Map;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Attributes of an authorization as JSON text with type information. The validator writes anything and refuses on reading
 * what it does not know, which would show only at logout or refresh: only types of the JDK's mutable collections, times and
 * Spring Security's own are put into claims, and a test reads back every type of authentication.
 */
@Component
class AuthorizationJson {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() { };

    private final JsonMapper mapper;

    AuthorizationJson() {
        BasicPolymorphicTypeValidator.Builder known = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("java.util.").allowIfSubType("java.time.").allowIfSubType("java.lang.").allowIfSubType("java.net.URL");
        this.mapper = JsonMapper.builder()
                .addModules(SecurityJacksonModules.getModules(AuthorizationJson.class.getClassLoader(), known)).build();
    }

    String write(Map<String, Object> attributes) {
        return mapper.writeValueAsString(attributes);
    }

    Map<String, Object> read(String text) {
        return mapper.readValue(text, MAP);
    }
}
