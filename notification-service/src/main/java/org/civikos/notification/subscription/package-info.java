/** What somebody asks to be told of, by which ways and how soon, and whether a fact is such: without Spring and without a store. */
@NullMarked
package org.civikos.notification.subscription;

import org.jspecify.annotations.NullMarked;
