package org.civikos.consultation.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a robots.txt allows us (RFC 9309): the group that names us, else the group for all; the longest rule decides. */
final class Robots {

    /** Our product token, as the file's groups name it. */
    static final String TOKEN = "civikos";
    static final Robots ALLOW_ALL = new Robots(List.of(), Duration.ZERO);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private record Rule(String pattern, boolean allow) {

        /** RFC 9309, 2.2.3; letter by letter, since a publisher's rule of many stars would keep a regular expression busy for ever. */
        boolean fits(String path) {
            String glob = pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) : pattern + "*";
            int at = 0;
            int star = -1;
            int mark = 0;
            int rule = 0;
            while (at < path.length()) {
                if (rule < glob.length() && glob.charAt(rule) == '*') {
                    star = rule++;
                    mark = at;
                } else if (rule < glob.length() && glob.charAt(rule) == path.charAt(at)) {
                    rule++;
                    at++;
                } else if (star >= 0) {
                    rule = star + 1;
                    at = ++mark;
                } else {
                    return false;
                }
            }
            while (rule < glob.length() && glob.charAt(rule) == '*') {
                rule++;
            }
            return rule == glob.length();
        }
    }

    private final List<Rule> rules;
    private final Duration delay;

    private Robots(List<Rule> rules, Duration delay) {
        this.rules = rules;
        this.delay = delay;
    }

    static Robots parse(String text) {
        List<Rule> ours = new ArrayList<>();
        List<Rule> all = new ArrayList<>();
        Duration[] delays = {null, Duration.ZERO};
        boolean forUs = false;
        boolean forAll = false;
        boolean named = false;
        boolean inAgents = false;
        for (String raw : text.lines().limit(5_000).toList()) {
            String line = raw.replaceFirst("#.*", "").strip();
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "user-agent" -> {
                    if (!inAgents) {
                        forUs = false;
                        forAll = false;
                    }
                    inAgents = true;
                    forUs |= value.equalsIgnoreCase(TOKEN);
                    forAll |= value.equals("*");
                    named |= value.equalsIgnoreCase(TOKEN);
                }
                case "allow", "disallow" -> {
                    inAgents = false;
                    if (!value.isEmpty() && value.length() <= 500) {
                        Rule rule = new Rule(value, key.equals("allow"));
                        if (forUs) {
                            ours.add(rule);
                        }
                        if (forAll) {
                            all.add(rule);
                        }
                    }
                }
                case "crawl-delay" -> {
                    inAgents = false;
                    if (value.matches("\\d{1,4}")) {
                        Duration asked = Duration.ofSeconds(Long.parseLong(value));
                        Duration delay = asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked;
                        if (forUs) {
                            delays[0] = delay;
                        } else if (forAll) {
                            delays[1] = delay;
                        }
                    }
                }
                default -> {
                    // Sitemaps and what others have invented are not rules.
                }
            }
        }
        return new Robots(List.copyOf(named ? ours : all), named && delays[0] != null ? delays[0] : delays[1]);
    }

    /**
     * @param path with its query
     */
    boolean allows(String path) {
        Rule best = null;
        for (Rule rule : rules) {
            if (rule.fits(path) && (best == null || rule.pattern.length() > best.pattern.length()
                    || rule.pattern.length() == best.pattern.length() && rule.allow)) {
                best = rule;
            }
        }
        return best == null || best.allow;
    }

    /** How long to wait between two requests, at most 10 seconds. */
    Duration delay() {
        return delay;
    }
}
