package org.civikos.gateway.identity;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a page of this site and nothing else, or the way in would send people to a stranger's copy of it. */
final class ReturnAddress {

    private static final int LONGEST = 2_000;

    private ReturnAddress() {
    }

    /** @return the address if it is a page of this site, otherwise {@code /} */
    static String safe(@Nullable String asked) {
        if (asked == null || asked.length() > LONGEST || !asked.startsWith("/") || asked.startsWith("//")) {
            return "/";
        }
        // Browsers read a backslash as a slash and drop control characters: "/\example.org" and "/\t/example.org" leave the site.
        for (int i = 0; i < asked.length(); i++) {
            var c = asked.charAt(i);
            if (c == '\\' || c <= ' ' || c == 0x7f) {
                return "/";
            }
        }
        try {
            var uri = new URI(asked);
            var path = uri.getPath();
            if (uri.getScheme() != null || uri.getRawAuthority() != null || path == null || path.startsWith("//")
                    || path.contains("\\") || under(path, "/api") || under(path, "/id") || under(path, "/oauth2")
                    || under(path, "/login") || under(path, "/logout")) {
                return "/";
            }
            return uri.toASCIIString();
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    private static boolean under(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
