package org.civikos.notification.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Match;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What somebody outside the network asks for: as the subscriptions of people of the network, but by e-mail alone and without
 * organisations.
 *
 * @param scope {@code everything} or {@code chosen}
 */
public record PublicSubscriptionForm(
        @NotNull Scope scope, @Nullable Match match,
        @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = AlertSettingsController.ID) String> institutions,
        @Nullable @Size(max = 8) List<@NotNull String> actKinds, @Nullable @Size(max = 16) List<@NotNull String> fields,
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 60) String> words,
        @Nullable @Pattern(regexp = SubscriptionController.DRAFT) String consultationId, @NotNull Frequency frequency,
        @Nullable @Size(max = 7) List<@NotNull String> regions,
        @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = SubscriptionController.DRAFT) String> campaigns,
        @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = SubscriptionController.DRAFT) String> groups, @Nullable Boolean inText) {

    /**
     * The subscription that is asked for.
     *
     * @throws Problem 422 if it makes no sense
     */
    public Subscription read(String id, String at) {
        if (scope == Scope.ORGANISATION_FIELDS) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-for-public").field(at + "/scope", "not-for-public");
        }
        return SubscriptionController.subscription(id, new SubscriptionController.SubscriptionBody(null, scope, match, institutions, actKinds,
                fields, words, consultationId, false, frequency, List.of(Way.EMAIL), null, regions, campaigns, groups, null, inText), at);
    }
}
