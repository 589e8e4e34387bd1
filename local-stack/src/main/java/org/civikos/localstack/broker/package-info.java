/** An Apache Kafka broker in KRaft mode, from Apache's own artifacts, in one process, on disk. */
package org.civikos.localstack.broker;
