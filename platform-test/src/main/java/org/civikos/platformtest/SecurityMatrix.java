package org.civikos.platformtest;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every mapping of a service against a written matrix. A mapping without a line fails, a line without a mapping fails,
 * and each line is put to the service's own filter chains with no token, with a token without roles, and with a token of each
 * role; the controllers behind are not reached.
 *
 * <p>The matrix is a CSV file with the columns {@code method,path,access}; access is {@code public}, {@code signed-in},
 * {@code role:a|b}, or {@code key}: closed to every person, since programs with a key of their own alone come in. What the platform brings need not be written down.
 */
public final class SecurityMatrix {

    /** Network-wide roles. */
    private static final List<String> ROLES = List.of("secretariat", "board", "administrator");
    private static final int MANY = 100;

    private SecurityMatrix() {
    }

    private record Line(String method, String path) implements Comparable<Line> {

        @Override
        public int compareTo(Line other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Verifies a running service.
     *
     * @param csvResource on the class path, as {@code security-matrix.csv}
     */
    public static void verify(ApplicationContext context, String csvResource) {
        String application = context.getEnvironment().getRequiredProperty("spring.application.name");
        Map<Line, String> matrix = read(csvResource);
        platformLines(application).forEach(matrix::putIfAbsent);
        Set<Line> mappings = mappings(context);
        List<String> wrong = new ArrayList<>();
        for (Line mapping : mappings) {
            String access = matrix.get(mapping);
            if (access == null) {
                wrong.add(mapping + " stands in no line of the matrix");
            } else {
                verify(context, mapping, access, application, wrong);
            }
        }
        for (Line line : matrix.keySet()) {
            if (!mappings.contains(line) && !platformLines(application).containsKey(line)) {
                wrong.add(line + " stands in the matrix, but the service has no such mapping");
            }
        }
        Assertions.assertThat(wrong).as("The security matrix " + csvResource).isEmpty();
        // What no mapping knows is closed for everybody.
        Assertions.assertThat(passes(context, new Line("GET", "/api/nothing-like-this"), application, ROLES.toArray(String[]::new)))
                .as("a path that no rule opens").isFalse();
    }

    private static Map<Line, String> platformLines(String application) {
        return Map.of(new Line("GET", "/api/" + application + "/dead-letters"), "role:administrator",
                new Line("POST", "/api/" + application + "/dead-letters/{id}/replay"), "role:administrator");
    }

    private static Set<Line> mappings(ApplicationContext context) {
        Set<Line> lines = new TreeSet<>();
        for (RequestMappingHandlerMapping mapping : context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String path : info.getPatternValues()) {
                    if (path.equals("/error") || path.startsWith("/v3/api-docs")) {
                        continue;
                    }
                    if (methods.isEmpty()) {
                        lines.add(new Line("GET", path));
                    }
                    methods.forEach(method -> lines.add(new Line(method.name(), path)));
                }
            }
        }
        return lines;
    }

    private static void verify(ApplicationContext context, Line mapping, String access, String application, List<String> wrong) {
        boolean everybody = access.equals("public");
        boolean signedIn = everybody || access.equals("signed-in");
        Set<String> roles = access.startsWith("role:") ? Set.of(access.substring("role:".length()).split("\\|")) : Set.of();
        if (!signedIn && roles.isEmpty() && !access.equals("key")) {
            wrong.add(mapping + " has the unknown access " + access);
            return;
        }
        expect(context, mapping, application, everybody, wrong, (String[]) null);
        expect(context, mapping, application, signedIn, wrong);
        for (String role : ROLES) {
            expect(context, mapping, application, signedIn || roles.contains(role), wrong, role);
        }
    }

    private static void expect(ApplicationContext context, Line mapping, String application, boolean open, List<String> wrong,
            String @Nullable ... roles) {
        if (passes(context, mapping, application, roles) != open) {
            String who = roles == null ? "anyone" : roles.length == 0 ? "a signed-in person" : "role " + String.join(" and ", roles);
            wrong.add(mapping + (open ? " is closed to " : " is open to ") + who);
        }
    }

    /** Whether the filter chains let the request through. */
    private static boolean passes(ApplicationContext context, Line line, String application, String @Nullable ... roles) {
        String path = line.path().replaceAll("\\{\\*?[^}]+}", "x-1").replace("**", "x-1").replace("*", "x-1");
        MockHttpServletRequest request = new MockHttpServletRequest(line.method(), path);
        request.setServletPath("");
        request.setPathInfo(path);
        // Every request from an address of its own, so that no limit per address decides.
        request.setRemoteAddr("10.0." + (System.nanoTime() / MANY % MANY) + "." + (System.nanoTime() % MANY));
        if (roles != null) {
            request.addHeader("Authorization", TestTokens.token("person-1", roles).withAudience(application).header());
        }
        AtomicBoolean reached = new AtomicBoolean();
        try {
            context.getBean("springSecurityFilterChain", Filter.class).doFilter(request, new MockHttpServletResponse(),
                    (behind, answer) -> reached.set(true));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
        return reached.get();
    }

    private static Map<Line, String> read(String csvResource) {
        try {
            Map<Line, String> matrix = new TreeMap<>();
            for (String row : new ClassPathResource(csvResource).getContentAsString(StandardCharsets.UTF_8)
                    .lines().toList()) {
                if (row.isBlank() || row.startsWith("#") || row.startsWith("method,")) {
                    continue;
                }
                String[] cells = row.split(",", 3);
                matrix.put(new Line(cells[0].strip(), cells[1].strip()), cells[2].strip());
            }
            return new LinkedHashMap<>(matrix);
        } catch (IOException missing) {
            throw new UncheckedIOException("No matrix " + csvResource, missing);
        }
    }
}
