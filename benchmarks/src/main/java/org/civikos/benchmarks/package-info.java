/** Load programs: each starts an installation of its own, prints what it does on stderr and its figures on stdout. */
package org.civikos.benchmarks;
