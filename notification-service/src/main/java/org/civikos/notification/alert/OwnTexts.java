package org.civikos.notification.alert;

import java.util.Optional;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.text.Language;

/** Gives the texts of alerts of a kind whose words are written for each alert. */
public interface OwnTexts {

    AlertKind kind();

    Optional<Source> of(String alertId, Language language, TemplateChannel channel);
}
