/** Words that belong to one that somebody writes for an alert: the same thing in our languages, wider and narrower ones, and what stands beside it in titles. */
@NullMarked
package org.civikos.notification.related;

import org.jspecify.annotations.NullMarked;
