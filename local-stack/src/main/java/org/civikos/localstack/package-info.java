/** One machine without Docker: the command line of the local stack, which starts and watches every process of the system. */
package org.civikos.localstack;
