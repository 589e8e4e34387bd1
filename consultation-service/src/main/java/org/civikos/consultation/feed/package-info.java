/** Consultations as an Atom feed, for readers of feeds and other programs. */
@NullMarked
package org.civikos.consultation.feed;

import org.jspecify.annotations.NullMarked;
