package org.civikos.notification.editor;

/**
 * What stands against a text, as it is shown.
 *
 * @param refused whether it keeps the text from being published or sent
 * @param place subject or text, of a message to many also sms; {@code line} and {@code column} from 1, 0 where it is about the whole
 * @param message in the asker's language
 */
public record FindingView(String code, boolean refused, String place, int line, int column, String message) {}
