/** Starts every process of the system, watches them, and starts again what dies. */
package org.civikos.localstack.supervisor;
