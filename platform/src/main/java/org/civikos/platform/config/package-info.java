/** Defaults that every service starts with, and a clear sentence where a setting is missing. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.config;
