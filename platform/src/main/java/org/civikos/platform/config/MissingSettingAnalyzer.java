package org.civikos.platform.config;

import org.civikos.platform.config.RequiredSettings.MissingSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.util.PlaceholderResolutionException;

/** Turns a missing setting into the sentence that an operator needs. */
class MissingSettingAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PlaceholderResolutionException unresolved) {
                return new FailureAnalysis("The setting " + unresolved.getPlaceholder() + " is missing.",
                        "Give the environment variable " + unresolved.getPlaceholder() + " and start again.", cause);
            }
            if (cause instanceof MissingSettingException missing) {
                return new FailureAnalysis(missing.getMessage(), "Set it in application.yaml or in the environment.", cause);
            }
        }
        return null;
    }
}
