/** What every service's tests share: real servers, tokens, events, contracts, and rules that hold for all of them. */
@org.jspecify.annotations.NullMarked
package org.civikos.platformtest;
