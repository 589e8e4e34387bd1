/** Drives a whole installation from outside, as a person or script would: through the gateway, the sample portal and the caught mail. */
package org.civikos.systemtests;
