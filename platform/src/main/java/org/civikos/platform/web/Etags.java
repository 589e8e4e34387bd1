package org.civikos.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Entity tags that are an aggregate's version: {@code "7"}. */
public final class Etags {

    private Etags() {
    }

    /** The strong entity tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks a conditional request. No header, or {@code *}, fits every version. A weak tag fits as well, since proxies
     * weaken the tags of what they compress.
     *
     * @return the version
     * @throws Problem 412 {@code precondition-failed} if none of the tags is the version's
     */
    public static long requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return version;
        }
        for (String candidate : ifMatch.split(",")) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (strong.equals("*") || strong.equals(of(version))) {
                return version;
            }
        }
        throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
    }
}
