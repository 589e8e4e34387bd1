package org.civikos.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;

/** The alarms of deploy/prometheus/alerts.yml. */
final class AlarmRules {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern FIGURE = Pattern.compile("\\b(?:civikos|resilience4j)_\\w+");

    /**
     * @param figures that its expression looks at
     * @param runbook a path from the root of the project; null where there is none
     */
    record Rule(String name, List<String> figures, String runbook) {
    }

    private AlarmRules() {
    }

    @SuppressWarnings("unchecked")
    static List<Rule> read() throws IOException {
        try (var reader = Files.newBufferedReader(ROOT.resolve("deploy/prometheus/alerts.yml"))) {
            Map<String, List<Map<String, Object>>> file = new Yaml().load(reader);
            return file.get("groups").stream().flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                    .map(rule -> new Rule((String) rule.get("alert"), FIGURE.matcher((String) rule.get("expr")).results().map(MatchResult::group).toList(),
                            ((Map<String, String>) rule.get("annotations")).get("runbook"))).toList();
        }
    }
}
