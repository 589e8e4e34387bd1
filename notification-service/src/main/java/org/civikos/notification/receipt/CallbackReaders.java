package org.civikos.notification.receipt;

import java.util.List;

/** The providers that call us, as far as any are set up. */
public record CallbackReaders(List<CallbackReader> all) {}
